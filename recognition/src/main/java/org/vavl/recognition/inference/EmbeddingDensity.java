package org.vavl.recognition.inference;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where a head's embeddings of the training clips lie: a Gaussian for each class, all with one covariance Σ = L Lᵀ. What is far from all of them is
 * unlike what the model was trained on.
 *
 * <p>The distance of an embedding x is Mahalanobis's to the nearest class, min<sub>k</sub> ‖L<sup>−1</sup>x − L<sup>−1</sup>μ<sub>k</sub>‖.
 *
 * <p>Source: Lee, Lee, Lee and Shin, "A simple unified framework for detecting out-of-distribution samples and adversarial attacks", NeurIPS
 * 2018, section 2.1. Immutable.
 */
public final class EmbeddingDensity {
    /** Of wider embeddings no density is kept: its matrix has the square of it. */
    public static final int MOST_WIDTH = 2048;

    private final float[][] centresKD;
    private final float[] whiteningDD;
    private final double threshold;
    private final double quantile;

    /**
     * Copies the arrays.
     *
     * @param centresKD L<sup>−1</sup>μ of each class, at least one, D values each
     * @param whiteningDD L<sup>−1</sup>, lower triangular, row after row
     * @param threshold embeddings that are farther away are unlike the training data
     * @param quantile the share of development clips that are not farther away, above 0 and at most 1
     */
    public EmbeddingDensity(float[][] centresKD, float[] whiteningDD, double threshold, double quantile) {
        int width = centresKD.length == 0 ? 0 : centresKD[0].length;
        if (width == 0
                || width > MOST_WIDTH
                || whiteningDD.length != width * width
                || Arrays.stream(centresKD).anyMatch(centre -> centre.length != width)
                || !(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)
                || !(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("a density of " + centresKD.length + " classes, width " + width + ", "
                    + whiteningDD.length + " values of whitening, threshold " + threshold + " at quantile " + quantile
                    + ": needs a class, a width up to " + MOST_WIDTH
                    + " and its square in values, a threshold of at least 0 and a quantile from above 0 to 1");
        }
        this.centresKD = Arrays.stream(centresKD).map(float[]::clone).toArray(float[][]::new);
        this.whiteningDD = whiteningDD.clone();
        this.threshold = threshold;
        this.quantile = quantile;
    }

    /** D. */
    public int width() {
        return centresKD[0].length;
    }

    /** L<sup>−1</sup>μ of each class. */
    public float[][] centres() {
        return Arrays.stream(centresKD).map(float[]::clone).toArray(float[][]::new);
    }

    /** L<sup>−1</sup>, row after row. */
    public float[] whitening() {
        return whiteningDD.clone();
    }

    /** Embeddings that are farther away are unlike the training data. */
    public double threshold() {
        return threshold;
    }

    /** The share of development clips that are not farther away than the threshold. */
    public double quantile() {
        return quantile;
    }

    /** The same with another threshold. */
    public EmbeddingDensity withThreshold(double other, double itsQuantile) {
        return new EmbeddingDensity(centresKD, whiteningDD, other, itsQuantile);
    }

    /**
     * How far an embedding is from the nearest class.
     *
     * @param embedding D values
     */
    public double distance(float[] embedding) {
        int width = width();
        if (embedding.length != width) {
            throw new IllegalArgumentException(
                    "an embedding of " + embedding.length + " values, and the density is of " + width);
        }
        double[] whitened = new double[width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                whitened[i] += whiteningDD[i * width + j] * (double) embedding[j];
            }
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (float[] centre : centresKD) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                squares += (whitened[i] - centre[i]) * (whitened[i] - centre[i]);
            }
            nearest = Math.min(nearest, squares);
        }
        return Math.sqrt(nearest);
    }

    /** Whether an embedding is farther away than the threshold. */
    public boolean isUnlike(float[] embedding) {
        return distance(embedding) > threshold;
    }

    /** Whether the other has the same numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddingDensity density
                && Arrays.deepEquals(centresKD, density.centresKD)
                && Arrays.equals(whiteningDD, density.whiteningDD)
                && threshold == density.threshold
                && quantile == density.quantile;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.deepHashCode(centresKD), Arrays.hashCode(whiteningDD), threshold, quantile);
    }
}
