package org.vavl.cli.train;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.cli.option.WrongUse;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.training.TrainingResult;
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
                "Trains a model. A run that was interrupted is continued by the same command, and ends as if it had not been.")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions training;

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
        RunConfiguration configuration = WrongUse.unlessAssigned(
                spec.commandLine(),
                () -> RunConfiguration.read(training.file(), training.assignments(), TrainingOptions::defaultsOf));
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(configuration.corpus()));
                RunFolder run = RunFolder.open(out);
                TrainingProgress progress =
                        new TrainingProgress(spec.commandLine().getErr())) {
            TrainingResult result = Trainer.train(configuration, corpus, run, progress);
            progress.close();
            training.print(result.model(), result);
        }
        return ExitCode.OK;
    }
}
