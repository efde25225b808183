package org.vavl.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.corpus.CorpusFolder;
import org.vavl.corpus.inspection.CorpusSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl corpus inspect}. */
@Command(name = "inspect", mixinStandardHelpOptions = true, description = "Tells what is in a corpus.")
final class CorpusInspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The corpus's folder.")
    private Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusInspectCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            CorpusSummary summary = CorpusSummary.of(corpus);
            if (format == OutputFormat.JSON) {
                Json.print(summary, out);
            } else {
                out.println(summary.text().stripTrailing());
                out.flush();
            }
        }
        return ExitCode.OK;
    }
}
