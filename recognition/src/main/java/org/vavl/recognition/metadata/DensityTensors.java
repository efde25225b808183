package org.vavl.recognition.metadata;

import java.nio.FloatBuffer;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.recognition.inference.EmbeddingDensity;

/** Densities of embeddings as tensors of a model's file. No parameter's name has a colon. */
public final class DensityTensors {
    private static final String PREFIX = "density:";
    private static final String CENTRES = ".centres";
    private static final String WHITENING = ".whitening";
    private static final int MOST_CLASSES = 1 << 16;

    private DensityTensors() {}

    /**
     * One of them.
     *
     * @param name in the file
     * @param values row after row
     * @param shape rows and columns
     */
    @SuppressWarnings("ArrayRecordComponent") // written and forgotten
    public record DensityTensor(String name, float[] values, long[] shape) {}

    /** Whether a tensor of a file is one of these, by its name. */
    public static boolean isOne(String tensor) {
        return tensor.startsWith(PREFIX);
    }

    /** What a file has of the density of a head. */
    public static List<DensityTensor> of(String head, EmbeddingDensity density) {
        float[][] centresKD = density.centres();
        FloatBuffer joined = FloatBuffer.allocate(centresKD.length * density.width());
        for (float[] centre : centresKD) {
            joined.put(centre);
        }
        return List.of(
                new DensityTensor(
                        PREFIX + head + CENTRES, joined.array(), new long[] {centresKD.length, density.width()}),
                new DensityTensor(
                        PREFIX + head + WHITENING, density.whitening(), new long[] {density.width(), density.width()}));
    }

    static EmbeddingDensity read(NamedTensors file, String head, double threshold, double quantile) {
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

    private static List<Long> shape(NamedTensors file, String name) {
        return file.shape(name).orElseThrow(() -> new VavlException(file.path() + " lacks the tensor " + name));
    }

    private static void requireFinite(NamedTensors file, String head, float[][] centresKD, float[] whiteningDD) {
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
