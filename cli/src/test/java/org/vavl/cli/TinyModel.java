package org.vavl.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.TemperatureScaling;

/** The model file of a small network that has learnt nothing, over speech and face. */
public final class TinyModel {
    /** What its card says. */
    public static final String CARD = "It has learnt nothing.";

    private TinyModel() {}

    /** Writes the file into a folder. */
    public static Path in(Path folder) {
        List<Modality> modalities = List.of(new Modality(Modality.ACOUSTIC, 64), new Modality(Modality.VISUAL, 32));
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        Map<String, ExtractorId> extractors = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            float[] means = new float[modality.width()];
            float[] deviations = new float[modality.width()];
            for (int d = 0; d < means.length; d++) {
                means[d] = d % 3;
                deviations[d] = 1 + d % 2;
            }
            statistics.put(modality, new FeatureStatistics(means, deviations));
            extractors.put(modality.name(), new ExtractorId("random", "1"));
        }
        Path file = folder.resolve("model.safetensors");
        try (TrainedModel model = new TrainedModel(
                ModelConfigurations.preset(ModelConfigurations.family("vavl"), "small")
                        .build(
                                modalities,
                                new Task.Classification(List.of("angry", "happy", "sad"), false),
                                ParameterStore.initialised(Device.CPU, 5)),
                statistics,
                extractors,
                new Provenance(Map.of("calibration.digest", "0123"), CARD),
                new Calibration(Map.of("acoustic", new TemperatureScaling(0.5))),
                new Fusion.OfThePaper())) {
            ModelFile.write(file, model);
        }
        return file;
    }
}
