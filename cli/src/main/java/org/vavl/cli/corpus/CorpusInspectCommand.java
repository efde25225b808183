package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.cli.output.ResultOutput;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.inspection.CorpusSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vavl corpus inspect}. */
@Command(name = "inspect", mixinStandardHelpOptions = true, description = "Tells what is in a corpus.")
final class CorpusInspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The corpus's folder.")
    private Path folder;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusInspectCommand() {}

    @Override
    public Integer call() {
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            CorpusSummary summary = CorpusSummary.of(corpus);
            output.print(summary, out -> out.println(summary.text().stripTrailing()));
        }
        return ExitCode.OK;
    }
}
