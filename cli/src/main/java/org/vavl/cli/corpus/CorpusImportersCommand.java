package org.vavl.cli.corpus;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.vavl.learning.corpus.importer.Importers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl corpus importers}. */
@Command(
        name = "importers",
        mixinStandardHelpOptions = true,
        description = "Lists the corpora that can be imported and the options of each.")
final class CorpusImportersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusImportersCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Importers.all().forEach(importer -> {
            out.printf(Locale.ROOT, "%s%n  %s%n", importer.name(), importer.description());
            importer.options().forEach((name, help) -> out.printf(Locale.ROOT, "  --option %s=…  %s%n", name, help));
        });
        out.flush();
        return ExitCode.OK;
    }
}
