package org.vavl.recognition.onnx;

import java.nio.FloatBuffer;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;

/**
 * The first convolution of a wav2vec 2.0 network that normalises its channels over a recording's time, whose means and variances it tells without
 * being made: with the K samples x that a frame sees, Σ(w·x + b) = w·Σx + Tb and Σ(w·x)² = wᵀ(Σxxᵀ)w.
 */
final class FirstConvolution {
    private static final String PLACE = "feature_extractor.conv_layers.0.conv.";
    private static final double EPSILON = 1e-5;

    private final int kernel;
    private final int stride;
    private final float[] weightCK;
    private final float[] biasC;

    private FirstConvolution(int kernel, int stride, float[] weightCK, float[] biasC) {
        this.kernel = kernel;
        this.stride = stride;
        this.weightCK = weightCK;
        this.biasC = biasC;
    }

    /**
     * Means and scales of channels, C each.
     *
     * @param means of what the convolution gives over time
     * @param scales 1/√(variance + 10⁻⁵)
     */
    @SuppressWarnings("ArrayRecordComponent") // used and forgotten
    record Moments(float[] means, float[] scales) {}

    /** Of a network that does not normalise so. */
    static FirstConvolution none() {
        return new FirstConvolution(1, 1, new float[0], new float[0]);
    }

    /** @throws VavlException if the file lacks its parameters, or has them in another shape */
    static FirstConvolution of(Wav2Vec2Configuration configuration, ExportedWeights weights) {
        Wav2Vec2Configuration.Convolution first = configuration.convolutions().get(0);
        List<Long> shape = List.of((long) first.channels(), 1L, (long) first.kernel());
        float[] weight = values(weights, PLACE + "weight", shape);
        float[] bias = configuration.convolutionBias()
                ? values(weights, PLACE + "bias", List.of((long) first.channels()))
                : new float[first.channels()];
        return new FirstConvolution(first.kernel(), first.stride(), weight, bias);
    }

    private static float[] values(ExportedWeights weights, String name, List<Long> shape) {
        TensorDeclaration declared = weights.declarations().get(name);
        if (declared == null || !declared.shape().equals(shape)) {
            throw new VavlException(
                    weights.path() + ": is no exported encoder: it lacks " + name + " of the shape " + shape);
        }
        FloatBuffer read = weights.floats(name);
        float[] values = new float[read.remaining()];
        read.get(values);
        return values;
    }

    /** Whether there are channels to be measured. */
    boolean isThere() {
        return biasC.length > 0;
    }

    int kernel() {
        return kernel;
    }

    int stride() {
        return stride;
    }

    /** Nothing was measured so far. */
    Sums sums() {
        return new Sums();
    }

    /** What samples sum up to, of sound that comes in pieces. */
    final class Sums {
        private final double[] sumK = new double[kernel];
        private final double[] productKK = new double[kernel * kernel];
        private long frames;

        /** Adds the frames that begin in a piece, whose samples are all there. */
        void add(float[] samples) {
            for (int begin = 0; begin + kernel <= samples.length; begin += stride) {
                for (int i = 0; i < kernel; i++) {
                    double x = samples[begin + i];
                    sumK[i] += x;
                    for (int j = 0; j <= i; j++) {
                        productKK[i * kernel + j] += x * samples[begin + j];
                    }
                }
                frames++;
            }
        }

        /** Of what was added, at least one frame. */
        Moments moments() {
            float[] means = new float[biasC.length];
            float[] scales = new float[biasC.length];
            for (int c = 0; c < means.length; c++) {
                double mean = 0;
                double square = 0;
                for (int i = 0; i < kernel; i++) {
                    double w = weightCK[c * kernel + i];
                    mean += w * sumK[i] / frames;
                    for (int j = 0; j < i; j++) {
                        square += 2 * w * weightCK[c * kernel + j] * productKK[i * kernel + j] / frames;
                    }
                    square += w * w * productKK[i * kernel + i] / frames;
                }
                means[c] = (float) (mean + biasC[c]);
                scales[c] = (float) (1 / Math.sqrt(Math.max(0, square - mean * mean) + EPSILON));
            }
            return new Moments(means, scales);
        }
    }
}
