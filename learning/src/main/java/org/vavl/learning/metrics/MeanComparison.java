package org.vavl.learning.metrics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * The outcome of a two-tailed t-test of whether two means are the same.
 *
 * @param statistic t, above 0 where the first mean is larger; infinite where the means differ and nothing varies
 * @param degreesOfFreedom of the t distribution, above 0
 * @param pValue how likely a statistic at least as far from 0 is where the means are the same, 0 to 1
 */
public record MeanComparison(double statistic, double degreesOfFreedom, double pValue) {
    /**
     * Compares two models that were measured on the same folds or with the same seeds: whether the mean of the differences is 0.
     *
     * <p>The values of a cross-validation's folds are not independent, since their training parts overlap, so that the test finds
     * differences too often; {@link #resampled} corrects that. Source: Dietterich, "Approximate statistical tests for comparing supervised classification
     * learning algorithms", Neural Computation 10(7), 1998.
     *
     * @param first the one model's values, at least two
     * @param second the other model's values, as many and in the same order
     * @return where all differences are 0, a p-value of 1; where they are all the same and not 0, one of 0
     */
    public static MeanComparison paired(double[] first, double[] second) {
        requireValues(first);
        requireValues(second);
        if (first.length != second.length) {
            throw new IllegalArgumentException("pairs of " + first.length + " and " + second.length + " values");
        }
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> first[i] - second[i]);
        if (isConstant(differences)) {
            return withoutVariance(differences[0], first.length - 1);
        }
        return of(TTest.withDefaults().pairedTest(first, second));
    }

    /**
     * Compares two models that were measured on trials that share clips: folds share training clips, and random draws test clips, too. The variance of
     * the differences is then larger than it looks, by the second part of (1/k + n₂/n₁)s² over k trials, where the paired test has 1/k alone.
     *
     * <p>Source: Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52, 2003, section 3, the corrected resampled t-test.
     *
     * @param first the one model's values, at least two
     * @param second the other model's values, as many and in the same order
     * @param ratio n₂/n₁, of the clips that are tested on to those that are trained on, 0 or more; with 0 it is the paired test
     * @return as {@link #paired}
     */
    public static MeanComparison resampled(double[] first, double[] second, double ratio) {
        if (!(ratio >= 0 && Double.isFinite(ratio))) {
            throw new IllegalArgumentException("the ratio of test to training clips is " + ratio);
        }
        MeanComparison paired = paired(first, second);
        if (!Double.isFinite(paired.statistic) || paired.statistic == 0) {
            return paired;
        }
        double statistic = paired.statistic / Math.sqrt(1 + first.length * ratio);
        double pValue = 2 * TDistribution.of(paired.degreesOfFreedom).survivalProbability(Math.abs(statistic));
        return new MeanComparison(statistic, paired.degreesOfFreedom, pValue);
    }

    /**
     * How large the difference is in terms of how much it varies: the mean of the differences over their standard deviation, of a sample. Cohen called
     * 0.2 small, 0.5 medium and 0.8 large.
     *
     * <p>Source: Cohen, "Statistical power analysis for the behavioral sciences", 2nd edition 1988, section 2.3.5 (d for paired samples).
     *
     * @param first the one model's values, at least two
     * @param second the other model's values, as many and in the same order
     * @return infinite where all differences are the same and not 0, and 0 where they all are
     */
    public static double effectSize(double[] first, double[] second) {
        return paired(first, second).statistic / Math.sqrt(first.length);
    }

    /**
     * Compares two models that were measured independently, without assuming that their values vary equally.
     *
     * <p>Source: Welch, "The generalization of 'Student's' problem when several different population variances are involved",
     * Biometrika 34, 1947.
     *
     * @param first the one model's values, at least two
     * @param second the other model's values, at least two
     * @return where neither varies, a p-value of 1 if they are equal and else of 0
     */
    public static MeanComparison welch(double[] first, double[] second) {
        requireValues(first);
        requireValues(second);
        if (isConstant(first) && isConstant(second)) {
            return withoutVariance(first[0] - second[0], first.length + second.length - 2);
        }
        return of(TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(first, second));
    }

    /**
     * Whether the difference is significant.
     *
     * @param level such as 0.05, which is the paper's
     */
    public boolean isSignificant(double level) {
        return pValue < level;
    }

    private static MeanComparison of(TTest.Result result) {
        return new MeanComparison(result.getStatistic(), result.getDegreesOfFreedom(), result.getPValue());
    }

    private static MeanComparison withoutVariance(double difference, double degreesOfFreedom) {
        return difference == 0
                ? new MeanComparison(0, degreesOfFreedom, 1)
                : new MeanComparison(Math.copySign(Double.POSITIVE_INFINITY, difference), degreesOfFreedom, 0);
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static void requireValues(double[] values) {
        if (values.length < 2 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "a t-test needs at least two finite values, not " + Arrays.toString(values));
        }
    }
}
