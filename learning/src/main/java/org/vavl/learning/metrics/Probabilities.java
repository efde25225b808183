package org.vavl.learning.metrics;

/** Measures of probabilities: what is lost where little was given to the truth, and whether they be well calibrated. */
public final class Probabilities {
    /** Bins of the expected calibration error, as in Guo et al. 2017. */
    public static final int CALIBRATION_BINS = 15;

    /** The least probability that counts in the log loss: the resolution of float32, as scikit-learn has it for such values. */
    private static final double LEAST = 0x1p-23;

    private Probabilities() {}

    /** For each row, the index of its largest value, the first of several. */
    public static int[] largest(float[][] rows) {
        int[] indices = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            indices[i] = largest(rows[i]);
        }
        return indices;
    }

    /** The index of the largest value, the first of several. */
    public static int largest(float[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    /**
     * The mean over the clips of −log p(true class), in nats; probabilities are first moved into [ε, 1 − ε] with ε = 2<sup>−23</sup>,
     * so that one certain error does not make the sum infinite.
     *
     * @param truth each clip's true class
     * @param probabilities for each clip C values that sum to 1
     */
    public static double logLoss(int[] truth, float[][] probabilities) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum -= Math.log(Math.min(1 - LEAST, Math.max(LEAST, probabilities[i][truth[i]])));
        }
        return sum / truth.length;
    }

    /**
     * Expected calibration error: clips are put into {@value #CALIBRATION_BINS} bins of equal width by their confidence, which is the
     * largest probability; the error is Σ over the bins of (clips in the bin / all clips)·|share of correct predictions − mean confidence|.
     * A bin holds its upper end.
     *
     * <p>Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015, and Guo,
     * Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017, section 2.
     *
     * @param truth each clip's true class
     * @param probabilities for each clip C values that sum to 1
     */
    public static double expectedCalibrationError(int[] truth, float[][] probabilities) {
        double[] rightMinusConfidence = new double[CALIBRATION_BINS];
        for (int i = 0; i < truth.length; i++) {
            int answer = largest(probabilities[i]);
            double confidence = probabilities[i][answer];
            int bin = (int) Math.ceil(confidence * CALIBRATION_BINS) - 1;
            rightMinusConfidence[Math.min(CALIBRATION_BINS - 1, Math.max(0, bin))] +=
                    (answer == truth[i] ? 1 : 0) - confidence;
        }
        double sum = 0;
        for (double difference : rightMinusConfidence) {
            sum += Math.abs(difference);
        }
        return sum / truth.length;
    }
}
