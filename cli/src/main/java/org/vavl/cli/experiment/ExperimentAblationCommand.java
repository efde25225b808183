package org.vavl.cli.experiment;

import org.vavl.learning.experiment.table.AblationExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code vavl experiment ablation}. */
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        description =
                "Takes VAVL apart as Table 3 of the paper does: without the residual over the shared layers, without the"
                        + " reconstruction, and without the audio-visual head; each is trained several times and compared with the whole.")
final class ExperimentAblationCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new AblationExperiment(study);
    }
}
