package org.vavl.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.cli.option.WrongUse;
import org.vavl.learning.experiment.splits.SplitCondition;
import org.vavl.learning.experiment.splits.SplitsExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vavl experiment splits}. */
@Command(
        name = "splits",
        mixinStandardHelpOptions = true,
        description =
                "Measures the configuration's first network under a random split, under an order that leaks, with speakers apart, with every speaker left out"
                        + " once, and on other corpora: one table, with intervals over the speakers.")
final class ExperimentSplitsCommand extends TrialsCommand {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--only",
            paramLabel = "SPLIT",
            description =
                    "One of random-clips, clips-in-turns, speakers-apart and leave-one-speaker-out; may be repeated. Default: all of them.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--across",
            paramLabel = "DIR",
            description =
                    "Another corpus with the same classes and extractors, on all of which the networks of speakers-apart are tested; may be repeated.")
    private List<Path> across = new ArrayList<>();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentSplitsCommand() {}

    @Override
    Experiment experiment(Study study) {
        return WrongUse.unless(
                command.commandLine(), () -> new SplitsExperiment(study, SplitCondition.named(only), across));
    }
}
