package org.vavl.spark.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.learning.experiment.splits.SplitCondition;
import org.vavl.learning.experiment.splits.SplitsExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code experiment splits}. */
@Command(
        name = "splits",
        mixinStandardHelpOptions = true,
        description =
                "Measures the configuration's first network under several splits; networks are trained on executors and measured in the driver.")
final class SplitsCommand extends TrialsCommand {
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

    @Override
    Experiment experiment(Study study) {
        return new SplitsExperiment(study, SplitCondition.named(only), across);
    }
}
