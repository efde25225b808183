package org.vavl.learning.confidence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.vavl.recognition.inference.EmbeddingDensity;

/**
 * Fits a Gaussian for each class to embeddings, all with one covariance, which is shrunk towards a multiple of the identity: Σ = (1 − s) S + s μ I, where S
 * is the covariance within the classes and μ = tr(S)/D.
 *
 * <p>N embeddings, D width, K classes.
 *
 * <p>Source of s: Ledoit and Wolf, "A well-conditioned estimator for large-dimensional covariance matrices", Journal of Multivariate Analysis 88,
 * 2004, lemma 3.4. Here s is at least {@value #LEAST_SHRINKAGE}, so that Σ can be inverted where an embedding has values that are always the same.
 */
final class DensityFit {
    private static final double LEAST_SHRINKAGE = 1e-3;

    /** What stands for μ where all embeddings of each class are the same. */
    private static final double LEAST_VARIANCE = 1e-12;

    private DensityFit() {}

    /**
     * Fits.
     *
     * @param embeddingsND at least one, of the same width
     * @param classes of each, from 0
     * @return with no threshold yet: one of 0
     */
    static EmbeddingDensity of(float[][] embeddingsND, int[] classes) {
        Map<Integer, double[]> meansKD = means(embeddingsND, classes);
        int width = embeddingsND[0].length;
        double[][] centredND = IntStream.range(0, embeddingsND.length)
                .mapToObj(n -> centred(embeddingsND[n], meansKD.getOrDefault(classes[n], new double[width])))
                .toArray(double[][]::new);
        RealMatrix covarianceDD = new Array2DRowRealMatrix(shrunk(centredND), false);
        RealMatrix lowerDD = new CholeskyDecomposition(covarianceDD, 1e-10, 0).getL();
        RealMatrix whiteningDD = MatrixUtils.inverse(lowerDD);
        return new EmbeddingDensity(
                meansKD.values().stream()
                        .map(mean -> floats(whiteningDD.operate(mean)))
                        .toArray(float[][]::new),
                rows(whiteningDD),
                0,
                1);
    }

    private static Map<Integer, double[]> means(float[][] embeddingsND, int[] classes) {
        Map<Integer, double[]> sums = new LinkedHashMap<>();
        for (int n = 0; n < embeddingsND.length; n++) {
            float[] embedding = embeddingsND[n];
            double[] sum = sums.computeIfAbsent(classes[n], none -> new double[embedding.length]);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += embedding[d];
            }
        }
        sums.forEach((label, sum) -> {
            long clips = Arrays.stream(classes).filter(one -> one == label).count();
            for (int d = 0; d < sum.length; d++) {
                sum[d] /= clips;
            }
        });
        return sums;
    }

    private static double[] centred(float[] embedding, double[] mean) {
        double[] centred = new double[embedding.length];
        Arrays.setAll(centred, d -> embedding[d] - mean[d]);
        return centred;
    }

    /** Σ of embeddings less the means of their classes. */
    private static double[][] shrunk(double[][] centredND) {
        int clips = centredND.length;
        int width = centredND[0].length;
        double[][] covarianceDD = new double[width][width];
        double fourth = 0;
        for (double[] x : centredND) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                squares += x[i] * x[i];
                for (int j = 0; j <= i; j++) {
                    covarianceDD[i][j] += x[i] * x[j] / clips;
                }
            }
            fourth += squares * squares / clips;
        }
        double trace = 0;
        double squaredNorm = 0;
        for (int i = 0; i < width; i++) {
            trace += covarianceDD[i][i];
            for (int j = 0; j < i; j++) {
                covarianceDD[j][i] = covarianceDD[i][j];
                squaredNorm += 2 * covarianceDD[i][j] * covarianceDD[i][j];
            }
            squaredNorm += covarianceDD[i][i] * covarianceDD[i][i];
        }
        double mean = Math.max(LEAST_VARIANCE, trace / width);
        double shrinkage = shrinkage(fourth - squaredNorm, squaredNorm - trace * trace / width, clips);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                covarianceDD[i][j] = (1 - shrinkage) * covarianceDD[i][j] + (i == j ? shrinkage * mean : 0);
            }
        }
        return covarianceDD;
    }

    /**
     * The share of the identity.
     *
     * @param scatter mean of ‖xxᵀ − S‖²
     * @param dispersion ‖S − μI‖²
     */
    private static double shrinkage(double scatter, double dispersion, int clips) {
        double share = dispersion <= 0 ? 1 : Math.min(1, scatter / clips / dispersion);
        return Math.max(LEAST_SHRINKAGE, share);
    }

    /** The threshold that a share of distances does not exceed, and no smaller one: an order statistic. */
    static double quantile(List<Double> distances, double share) {
        List<Double> sorted = distances.stream().sorted().toList();
        int place = (int) Math.ceil(share * sorted.size() - 1e-9) - 1;
        return sorted.get(Math.max(0, Math.min(sorted.size() - 1, place)));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int d = 0; d < floats.length; d++) {
            floats[d] = (float) values[d];
        }
        return floats;
    }

    private static float[] rows(RealMatrix matrixDD) {
        int width = matrixDD.getRowDimension();
        float[] rows = new float[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                rows[i * width + j] = (float) matrixDD.getEntry(i, j);
            }
        }
        return rows;
    }
}
