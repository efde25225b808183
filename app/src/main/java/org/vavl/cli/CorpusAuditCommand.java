package org.vavl.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.corpus.CorpusFolder;
import org.vavl.corpus.inspection.CorpusAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl corpus audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Tells what about a corpus could mislead: speakers in several parts, duplicates, ties, labels that follow from"
                        + " the order of the clips; exits with 1 if it is serious.")
final class CorpusAuditCommand implements Callable<Integer> {
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
    CorpusAuditCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            CorpusAudit audit = CorpusAudit.of(corpus);
            if (format == OutputFormat.JSON) {
                Json.print(audit, out);
            } else {
                out.println(audit.text().stripTrailing());
                out.flush();
            }
            return audit.isSerious() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }
}
