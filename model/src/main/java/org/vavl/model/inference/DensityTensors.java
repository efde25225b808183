package org.vavl.model.inference;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.VavlException;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.TensorEntry;
import org.vavl.recognition.inference.EmbeddingDensity;

/** Densities of embeddings as tensors of a model file. No parameter's name has a colon. */
final class DensityTensors {
    private static final String PREFIX = "density:";
    private static final String CENTRES = ".centres";
    private static final String WHITENING = ".whitening";
    private static final int MOST_CLASSES = 1 << 16;

    private DensityTensors() {}

    static boolean isOne(String tensor) {
        return tensor.startsWith(PREFIX);
    }

    static void put(String head, EmbeddingDensity density, Map<String, Tensor> tensors) {
        float[][] centresKD = density.centres();
        FloatBuffer joined = FloatBuffer.allocate(centresKD.length * density.width());
        for (float[] centre : centresKD) {
            joined.put(centre);
        }
        tensors.put(PREFIX + head + CENTRES, torch.tensor(joined.array()).view(centresKD.length, density.width()));
        tensors.put(
                PREFIX + head + WHITENING, torch.tensor(density.whitening()).view(density.width(), density.width()));
    }

    static EmbeddingDensity read(SafetensorsFile file, String head, double threshold, double quantile) {
        List<Long> shape = shape(file, PREFIX + head + CENTRES);
        boolean isMatrix = shape.size() == 2
                && shape.get(0) <= MOST_CLASSES
                && shape.get(1) <= EmbeddingDensity.MOST_WIDTH
                && shape(file, PREFIX + head + WHITENING).equals(List.of(shape.get(1), shape.get(1)));
        if (!isMatrix) {
            throw new VavlException(file.path() + ": the density of head " + head + " has tensors of shapes " + shape
                    + " and " + shape(file, PREFIX + head + WHITENING) + ", and must have classes × width, up to "
                    + MOST_CLASSES + " × " + EmbeddingDensity.MOST_WIDTH + ", and width × width");
        }
        FloatBuffer centres = file.floats(PREFIX + head + CENTRES);
        float[][] centresKD = new float[Math.toIntExact(shape.get(0))][Math.toIntExact(shape.get(1))];
        for (float[] centre : centresKD) {
            centres.get(centre);
        }
        FloatBuffer whitening = file.floats(PREFIX + head + WHITENING);
        float[] whiteningDD = new float[whitening.remaining()];
        whitening.get(whiteningDD);
        requireFinite(file, head, centresKD, whiteningDD);
        return new EmbeddingDensity(centresKD, whiteningDD, threshold, quantile);
    }

    private static List<Long> shape(SafetensorsFile file, String name) {
        TensorEntry entry = file.entries().get(name);
        if (entry == null) {
            throw new VavlException(file.path() + " lacks the tensor " + name);
        }
        return entry.shape();
    }

    private static void requireFinite(SafetensorsFile file, String head, float[][] centresKD, float[] whiteningDD) {
        boolean isFinite = isFinite(whiteningDD);
        for (float[] centre : centresKD) {
            isFinite &= isFinite(centre);
        }
        if (!isFinite) {
            throw new VavlException(
                    file.path() + ": the density of head " + head + " has values that are no finite numbers");
        }
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
