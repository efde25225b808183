package org.vavl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vavl.corpus.CorpusFolder;
import org.vavl.corpus.Task;
import org.vavl.training.RunConfiguration;
import org.vavl.training.RunFolder;
import org.vavl.training.Trainer;
import org.vavl.training.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains a model. A run that was cut off is continued by the same command, and ends as if it had not been.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG.yaml", description = "What to train, on which corpus, and how.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting laid over the file's, such as training.epochs=5; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "The run's folder, for the model, curves and checkpoints.")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TrainCommand() {}

    @Override
    public Integer call() {
        RunConfiguration configuration = RunConfiguration.read(file, assignments, TrainCommand::taskOf);
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(configuration.corpus()));
                RunFolder run = RunFolder.open(out);
                TrainingProgress progress =
                        new TrainingProgress(spec.commandLine().getErr())) {
            TrainingResult result = Trainer.train(configuration, corpus, run, progress);
            progress.close();
            print(result);
        }
        return ExitCode.OK;
    }

    private static Task taskOf(Path folder) {
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            return corpus.task();
        }
    }

    private void print(TrainingResult result) {
        if (format == OutputFormat.JSON) {
            Json.print(result, spec.commandLine().getOut());
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: epoch %d of %d was the best on the development part, %.3f%n",
                            result.model(),
                            result.best().epoch(),
                            result.history().size(),
                            result.best().score());
            spec.commandLine().getOut().flush();
        }
    }
}
