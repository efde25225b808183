package org.vavl.learning.training.run;

import java.nio.file.Path;
import java.util.List;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.fusion.FusionExamples;
import org.vavl.learning.fusion.FusionFit;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Fusion;

/** The last step of a training: the weights with which the heads of its best epoch make the final prediction. */
final class TrainedFusion {
    private TrainedFusion() {}

    /**
     * Finds the weights and writes them into the model's file; a network with one head has none. A model that has weights keeps them, so
     * that the same run ends with the same file.
     *
     * @param development labelled clips that the network was not trained on
     */
    static void write(Path model, List<Clip> development, Precision precision, TrainingConfiguration training) {
        try (TrainedModel trained = ModelFile.read(model, Device.parse(training.device()))) {
            if (trained.network().heads().size() < 2 || trained.fusion() instanceof Fusion.Weighted) {
                return;
            }
            List<FusionExample> examples =
                    new FusionExamples(new TorchNetwork(trained, precision), training.seed()).of(development);
            if (examples.stream()
                    .noneMatch(example -> example.evidence().modalities().size() > 1)) {
                return;
            }
            FusionFit fit =
                    FusionFit.of(trained.network().task(), trained.network().heads(), examples);
            ModelFile.write(model, trained.with(fit.fusion()));
        }
    }
}
