package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Predictor;
import org.vavl.recognition.inference.Provenance;

/** Times answers for clips of three seconds from their features, by a model whose parameters are random. */
public final class Answers {
    private Answers() {}

    /** Writes such a model. */
    public static void writeModel(ModelConfiguration model, Path file) {
        try (TrainedModel random = random(model)) {
            ModelFile.write(file, random);
        }
    }

    /**
     * Asks a model again and again.
     *
     * @param model a model file
     * @param modalities that the clips have
     * @param clips asked for at once
     * @param precision of matrix multiplications
     * @param repetitions how often
     * @return seconds of each repetition
     */
    static List<Double> measure(
            Path model, List<Modality> modalities, int clips, Precision precision, int repetitions) {
        Random random = new Random(2);
        List<Clip> asked = IntStream.range(0, clips)
                .mapToObj(number -> RandomCorpus.clip(number, modalities, random))
                .toList();
        List<Double> seconds = new ArrayList<>();
        try (TorchNetwork network = ModelFile.readForInference(model, Device.CPU, precision)) {
            Predictor predictor = new Predictor(network, clips);
            for (int i = 0; i < repetitions; i++) {
                long begin = System.nanoTime();
                predictor.predict(asked);
                seconds.add((System.nanoTime() - begin) / 1e9);
            }
        }
        return seconds;
    }

    private static TrainedModel random(ModelConfiguration model) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        Map<String, ExtractorId> extractors = new LinkedHashMap<>();
        for (Modality modality : RandomCorpus.BOTH) {
            float[] ones = new float[modality.width()];
            Arrays.fill(ones, 1);
            statistics.put(modality, new FeatureStatistics(new float[modality.width()], ones));
            extractors.put(modality.name(), RandomCorpus.EXTRACTOR);
        }
        return new TrainedModel(
                model.build(RandomCorpus.BOTH, RandomCorpus.CLASSES, ParameterStore.initialised(Device.CPU, 1)),
                statistics,
                extractors,
                new Provenance(Map.of(), ""));
    }
}
