package org.vavl.core.clip;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.vavl.core.VavlException;

/**
 * Mean and standard deviation of each of a modality's D values, over the valid frames of the clips that a model was trained on.
 * With them features are normalised, in training and ever after. Immutable.
 */
public final class FeatureStatistics {
    /** A value that varies by less than this share of its mean is taken for constant: float32 holds little more. */
    private static final double SMALLEST_RELATIVE_DEVIATION = 1e-6;

    private final float[] means;
    private final float[] deviations;

    /**
     * @param means of each value
     * @param deviations of each value, above 0; as many
     */
    public FeatureStatistics(float[] means, float[] deviations) {
        if (means.length != deviations.length || means.length == 0) {
            throw new IllegalArgumentException(means.length + " means and " + deviations.length
                    + " deviations: must be as many, and one at least");
        }
        for (int d = 0; d < means.length; d++) {
            if (!Float.isFinite(means[d]) || !(deviations[d] > 0) || Float.isInfinite(deviations[d])) {
                throw new IllegalArgumentException("value " + d + " has mean " + means[d] + " and deviation "
                        + deviations[d] + ": both must be finite, the deviation above 0");
            }
        }
        this.means = means.clone();
        this.deviations = deviations.clone();
    }

    /** Statistics that leave features of so many values per frame as they are. */
    public static FeatureStatistics none(int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return new FeatureStatistics(new float[width], ones);
    }

    /**
     * Measures clips, with Welford's running mean and sum of squares, which stay exact where values are far from 0.
     *
     * @param modality whose features are measured
     * @param clips those of the training set; at least one has a valid frame of the modality
     * @return means and deviations (of all frames, so divided by their number); the deviation of a constant value is 1
     * @throws VavlException if no clip has a valid frame of the modality
     */
    public static FeatureStatistics measure(Modality modality, List<Clip> clips) {
        double[] mean = new double[modality.width()];
        double[] squares = new double[modality.width()];
        long count = 0;
        for (Clip clip : clips) {
            FeatureSequence sequence = clip.features(modality).orElse(null);
            if (sequence != null) {
                FloatBuffer values = sequence.values();
                BitSet valid = sequence.valid();
                for (int t = valid.nextSetBit(0); t >= 0; t = valid.nextSetBit(t + 1)) {
                    add(values, t, ++count, mean, squares);
                }
            }
        }
        if (count == 0) {
            throw new VavlException("none of the " + clips.size() + " training clips has a valid frame of " + modality
                    + " features, and one at least must have");
        }
        return new FeatureStatistics(toFloats(mean), deviations(mean, squares, count));
    }

    private static void add(FloatBuffer values, int frame, long count, double[] mean, double[] squares) {
        double share = 1.0 / count;
        for (int d = 0; d < mean.length; d++) {
            double value = values.get(frame * mean.length + d);
            double before = value - mean[d];
            mean[d] += before * share;
            squares[d] += before * (value - mean[d]);
        }
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int d = 0; d < values.length; d++) {
            floats[d] = (float) values[d];
        }
        return floats;
    }

    private static float[] deviations(double[] mean, double[] squares, long count) {
        float[] deviations = new float[squares.length];
        for (int d = 0; d < squares.length; d++) {
            double deviation = Math.sqrt(squares[d] / count);
            boolean constant = deviation <= SMALLEST_RELATIVE_DEVIATION * Math.abs(mean[d]) || (float) deviation == 0;
            deviations[d] = constant ? 1 : (float) deviation;
        }
        return deviations;
    }

    /** D, values per frame. */
    public int width() {
        return means.length;
    }

    /** A value on the scale where the training set has mean 0 and deviation 1. */
    public float normalise(int index, float value) {
        return (value - means[index]) / deviations[index];
    }

    /** A copy of the means. */
    public float[] means() {
        return means.clone();
    }

    /** A copy of the standard deviations. */
    public float[] deviations() {
        return deviations.clone();
    }
}
