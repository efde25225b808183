package org.vavl.cli.experiment;

import org.vavl.learning.experiment.embedding.EmbeddingExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code vavl experiment embedding}. */
@Command(
        name = "embedding",
        mixinStandardHelpOptions = true,
        description =
                "Measures how far apart the layers that modalities share keep the two of them, as Figure 4 of the paper does, and draws where"
                        + " the embeddings lie. Networks that were trained in DIR before, be it by 'table', are not trained again.")
final class ExperimentEmbeddingCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new EmbeddingExperiment(study);
    }
}
