package org.vavl.spark.command;

import org.vavl.learning.experiment.masking.MaskingExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code experiment masking}. */
@Command(
        name = "masking",
        mixinStandardHelpOptions = true,
        description =
                "Takes frames away from the test clips as Figures 2 and 3 of the paper do; networks are trained on executors and measured in the driver.")
final class MaskingCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new MaskingExperiment(study);
    }
}
