package org.vavl.cli.experiment;

import org.vavl.learning.experiment.masking.MaskingExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code vavl experiment masking}. */
@Command(
        name = "masking",
        mixinStandardHelpOptions = true,
        description =
                "Takes frames of one modality away from the test clips, as Figures 2 and 3 of the paper do, or of every one, and whole modalities, and says how far"
                        + " answers fall below the better single head. Networks that were trained in DIR"
                        + " before, be it by 'table', are not trained again.")
final class ExperimentMaskingCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new MaskingExperiment(study);
    }
}
