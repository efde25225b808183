package org.vavl.learning.metrics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How far the ranks of values depend on which group they are of: the test of Kruskal and Wallis.
 *
 * <p>Source: Kruskal and Wallis, "Use of ranks in one-criterion variance analysis", Journal of the American Statistical Association 47, 1952; the share after
 * Tomczak and Tomczak, "The need to report effect size estimates revisited", Trends in Sport Sciences 1(21), 2014.
 *
 * @param statistic H, corrected for ties; 0 where all values are the same
 * @param groups k, at least 2
 * @param values n, above k
 */
public record RankComparison(double statistic, int groups, int values) {
    /** Checks the numbers. */
    public RankComparison {
        if (groups < 2 || values <= groups) {
            throw new IllegalArgumentException(
                    values + " values in " + groups + " groups: needs two groups, and more values than groups");
        }
    }

    /**
     * Compares groups.
     *
     * @param groups each of at least one value; an infinite value counts as the first or the last
     */
    public static RankComparison of(List<double[]> groups) {
        double[] all = groups.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] ranks = ranks(all);
        int n = all.length;
        double sum = 0;
        int at = 0;
        for (double[] group : groups) {
            double ofGroup = Arrays.stream(ranks, at, at + group.length).sum();
            sum += ofGroup * ofGroup / group.length;
            at += group.length;
        }
        double correction = 1 - ties(ranks) / (Math.pow(n, 3) - n);
        double statistic = correction == 0 ? 0 : (12 / (n * (n + 1.0)) * sum - 3 * (n + 1.0)) / correction;
        return new RankComparison(statistic, groups.size(), n);
    }

    /**
     * Spearman's rank correlation.
     *
     * @param first at least two values
     * @param second as many
     * @return from −1 to 1; not a number where all values of one are the same
     */
    public static double correlation(double[] first, double[] second) {
        if (first.length != second.length || first.length < 2) {
            throw new IllegalArgumentException("pairs of " + first.length + " and " + second.length + " values");
        }
        double[] x = ranks(first);
        double[] y = ranks(second);
        double mean = (first.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    /** From 1 for the least; equal values have the mean of their ranks. */
    public static double[] ranks(double[] values) {
        return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(values);
    }

    /** The sum of t³ − t over all values that t have in common. */
    private static double ties(double[] ranks) {
        double[] sorted = ranks.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || sorted[to] != sorted[from]) {
                sum += Math.pow(to - from, 3) - (to - from);
                from = to;
            }
        }
        return sum;
    }

    /** How likely ranks that depend at least as much on the group are where they do not: by the χ² distribution of k − 1 degrees of freedom. */
    public double pValue() {
        return ChiSquaredDistribution.of(groups - 1.0).survivalProbability(statistic);
    }

    /**
     * The share of the ranks' variance that the group explains, η²(H) = (H − k + 1)/(n − k): 0 is what groups explain by chance, and less counts as 0.
     */
    public double share() {
        return Math.max(0, (statistic - groups + 1) / (values - groups));
    }
}
