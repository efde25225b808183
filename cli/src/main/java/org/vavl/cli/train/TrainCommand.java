package org.vavl.cli.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vavl.cli.option.WrongUse;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.parallel.RankSettings;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vavl train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains a model. A run that was interrupted is continued by the same command, and ends as if it had not been."
                        + " Several processes may share the work: --processes on one machine, --rendezvous on several"
                        + " (docs/scale.md).")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private RankOptions ranks;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "The run's folder, for the model, curves and checkpoints.")
    private Path out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TrainCommand() {}

    @Override
    public Integer call() {
        WrongUse.unlessSettings(spec.commandLine(), training.assignments());
        WrongUse.unlessFolder(spec.commandLine(), "--out", out);
        Optional<RankSettings> settings = WrongUse.unless(spec.commandLine(), () -> ranks.settings(System.getenv()));
        RunConfiguration configuration = WrongUse.unlessAssigned(
                spec.commandLine(),
                () -> RunConfiguration.read(training.file(), training.assignments(), TrainingOptions::defaultsOf));
        if (ranks.startsProcesses()) {
            try (LocalRanks processes =
                    new LocalRanks(spec.root().commandLine().getParseResult().originalArgs())) {
                return processes.run(ranks.processes());
            }
        }
        if (ranks.isLocal()) {
            endWithParent();
        }
        try (Ranks joined = settings.map(Ranks::join).orElseGet(Ranks::alone)) {
            train(configuration, joined);
        }
        return ExitCode.OK;
    }

    /** A rank does not outlive the command that started it. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread watch = new Thread(
                    () -> {
                        parent.onExit().join();
                        System.exit(ExitCode.SOFTWARE);
                    },
                    "parent-watch");
            watch.setDaemon(true);
            watch.start();
        });
    }

    private void train(RunConfiguration configuration, Ranks joined) {
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(configuration.corpus()));
                RunFolder run = joined.isFirst() ? RunFolder.open(out) : RunFolder.ofFirstRank(out);
                TrainingProgress progress =
                        new TrainingProgress(spec.commandLine().getErr())) {
            TrainingListener listener = joined.isFirst() ? progress : TrainingListener.SILENT;
            TrainingResult result = Trainer.train(configuration, corpus, run, listener, joined);
            progress.close();
            if (joined.isFirst()) {
                training.print(result.model(), result);
            }
        } catch (RuntimeException | Error e) {
            joined.failed(String.valueOf(e.getMessage()).lines().findFirst().orElse("no message"));
            throw e;
        }
    }
}
