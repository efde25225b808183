package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.cli.output.ResultOutput;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.inspection.CorpusAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vavl corpus audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Tells what about a corpus could mislead: speakers in several parts, duplicates, ties, labels that follow from"
                        + " the order of the clips; exits with 1 if it is serious.")
final class CorpusAuditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The corpus's folder.")
    private Path folder;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusAuditCommand() {}

    @Override
    public Integer call() {
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            CorpusAudit audit = CorpusAudit.of(corpus);
            output.print(audit, out -> out.println(audit.text().stripTrailing()));
            return audit.isSerious() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }
}
