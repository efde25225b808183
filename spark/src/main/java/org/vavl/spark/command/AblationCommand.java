package org.vavl.spark.command;

import org.vavl.learning.experiment.table.AblationExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code experiment ablation}. */
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        description = "Takes VAVL apart as Table 3 of the paper does.")
final class AblationCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new AblationExperiment(study);
    }
}
