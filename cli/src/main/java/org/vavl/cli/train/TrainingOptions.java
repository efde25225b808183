package org.vavl.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vavl.cli.output.ResultOutput;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.CorpusDefaults;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is trained and how it is reported, for the commands that train. */
final class TrainingOptions {
    @Parameters(paramLabel = "CONFIG.yaml", description = "What to train, on which corpus, and how.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting laid over the file's, such as training.epochs=5; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TrainingOptions() {}

    Path file() {
        return file;
    }

    List<String> assignments() {
        return assignments;
    }

    static CorpusDefaults defaultsOf(Path folder) {
        return CorpusDefaults.of(CorpusFolder.describe(folder));
    }

    /**
     * Prints how a training ended.
     *
     * @param made what came of it
     */
    void print(Path made, TrainingResult result) {
        output.print(
                result,
                out -> out.printf(
                        Locale.ROOT,
                        "%s: epoch %d of %d was the best on the development set, %.3f%n",
                        made,
                        result.best().epoch(),
                        result.history().size(),
                        result.best().score()));
    }
}
