package org.vavl.cli.experiment;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl experiment}: names the subcommands. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Makes the paper's experiments on a corpus: networks trained several times, compared, and reported.",
        subcommands = {
            ExperimentTableCommand.class,
            ExperimentAblationCommand.class,
            ExperimentMaskingCommand.class,
            ExperimentSplitsCommand.class,
            ExperimentEmbeddingCommand.class,
            ExperimentComplexityCommand.class,
            ExperimentWorkerCommand.class,
            ExperimentCandidateCommand.class,
            ExperimentMemoryCommand.class
        })
public final class ExperimentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentCommand() {}

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing: table, ablation, masking, splits, embedding or complexity");
    }
}
