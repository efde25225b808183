package org.vavl.cli.models;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl models}: names the subcommands. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Gets models that others have trained, for extractors and face detectors that need them.",
        subcommands = {
            ModelsListCommand.class,
            ModelsPullCommand.class,
            ModelsAddCommand.class,
            ModelsVerifyCommand.class
        })
public final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ModelsCommand() {}

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: list, pull, add or verify");
    }
}
