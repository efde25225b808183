package org.vavl.model.inference;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.weights.WeightFile;
import org.vavl.recognition.metadata.ModelMetadata;

/** The tensors with the statistics of a model's features: {@code statistics.NAME.mean} and {@code statistics.NAME.deviation} of each modality. */
final class StatisticsTensors {
    private static final String START = "statistics.";

    private StatisticsTensors() {}

    /** What a tensor of statistics is called. */
    static String name(Modality modality, String kind) {
        return START + modality.name() + "." + kind;
    }

    /** Whether a tensor is one of these. */
    static boolean isOne(String tensor) {
        return tensor.startsWith(START);
    }

    /** @throws VavlException if one is missing, or makes no sense */
    static Map<Modality, FeatureStatistics> read(WeightFile file, ModelMetadata metadata) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        for (Modality modality : metadata.modalities().keySet()) {
            float[] means = floats(file, modality, "mean");
            float[] deviations = floats(file, modality, "deviation");
            try {
                statistics.put(modality, new FeatureStatistics(means, deviations));
            } catch (IllegalArgumentException e) {
                throw new VavlException(file.path() + ": statistics of " + modality.name() + ": " + e.getMessage(), e);
            }
        }
        return statistics;
    }

    private static float[] floats(WeightFile file, Modality modality, String kind) {
        String name = name(modality, kind);
        if (!file.declarations().containsKey(name)) {
            throw new VavlException(file.path() + " lacks the tensor " + name);
        }
        FloatBuffer buffer = file.floats(name);
        if (buffer.remaining() != modality.width()) {
            throw new VavlException(file.path() + ": " + name + " has " + buffer.remaining() + " values, and must have "
                    + modality.width());
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
