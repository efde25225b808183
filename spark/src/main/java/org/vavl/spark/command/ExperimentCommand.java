package org.vavl.spark.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code experiment}: names the subcommands. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Makes experiments as 'vavl experiment' does, with the same results: trials are tasks of executors, all of which must have the corpus at the same path"
                        + " as the driver.",
        subcommands = {
            TableCommand.class,
            AblationCommand.class,
            MaskingCommand.class,
            SplitsCommand.class,
            EmbeddingCommand.class
        })
final class ExperimentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentCommand() {}

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: table, ablation, masking, splits or embedding");
    }
}
