package org.vavl.spark.command;

import org.vavl.learning.experiment.embedding.EmbeddingExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code experiment embedding}. */
@Command(
        name = "embedding",
        mixinStandardHelpOptions = true,
        description =
                "Measures how far apart shared layers keep the modalities, as Figure 4 of the paper does; networks are trained on executors and measured in the driver.")
final class EmbeddingCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new EmbeddingExperiment(study);
    }
}
