package org.vavl.cli.experiment;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The process in which {@link TrialProcesses} makes trials. */
@Command(
        name = "worker",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Makes trials for 'experiment --parallel'; not for people.")
final class ExperimentWorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentWorkerCommand() {}

    @Override
    public Integer call() {
        WorkerLoop.run(spec.commandLine().getOut(), ExperimentWorkerCommand::make);
        return ExitCode.OK;
    }

    private static void make(String line, WorkerReport report) {
        TrialMessage message = TrialMessage.parse(line);
        Trial trial = message.trial();
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(trial.run().corpus()))) {
            new TrialRunner(corpus, message.experiment()).run(trial, report);
        }
    }
}
