package org.vavl.cli.experiment;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.experiment.tuning.Candidate;
import org.vavl.learning.experiment.tuning.CandidateMessage;
import org.vavl.learning.experiment.tuning.CandidateRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The process in which {@link CandidateProcesses} trains candidates. */
@Command(
        name = "candidate",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Trains candidates for 'tune --parallel'; not for people.")
final class ExperimentCandidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentCandidateCommand() {}

    @Override
    public Integer call() {
        WorkerLoop.run(spec.commandLine().getOut(), ExperimentCandidateCommand::make);
        return ExitCode.OK;
    }

    private static void make(String line, WorkerReport report) {
        CandidateMessage message = CandidateMessage.parse(line);
        Candidate candidate = message.candidate();
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(candidate.run().corpus()))) {
            new CandidateRunner(corpus, message.search()).train(candidate, message.epochs(), report);
        }
    }
}
