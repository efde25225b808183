package org.vavl.cli.corpus;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl corpus}: names the subcommands. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Imports corpora and looks at them.",
        subcommands = {
            CorpusImportCommand.class,
            CorpusImportersCommand.class,
            CorpusPairCommand.class,
            CorpusExportCommand.class,
            CorpusInspectCommand.class,
            CorpusAuditCommand.class
        })
public final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusCommand() {}

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing: import, importers, pair, export, inspect or audit");
    }
}
