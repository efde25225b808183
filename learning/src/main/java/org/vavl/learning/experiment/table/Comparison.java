package org.vavl.learning.experiment.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.metrics.MeanComparison;
import org.vavl.learning.metrics.MultipleComparisons;

/**
 * How the first network of a table differs from another one in one column.
 *
 * @param other the other network
 * @param column what was measured
 * @param difference the first one's mean over the trials that both have, less the other one's
 * @param effectSize the difference in terms of how much it varies from trial to trial; see {@link MeanComparison#effectSize}
 * @param test paired by trial, corrected for clips that trials share
 * @param adjusted the test's p-value, adjusted after Holm for all comparisons of the table
 * @param welch of the same means, as if the trials of the two were not the same
 */
record Comparison(
        ModelEntry other,
        ResultColumn column,
        double difference,
        double effectSize,
        MeanComparison test,
        double adjusted,
        MeanComparison welch) {
    /**
     * Compares the first network with all others in every column in which both have two trials or more.
     *
     * @param sharesClips whether trials share clips; else only their seeds differ
     */
    static List<Comparison> all(
            List<ModelEntry> models, List<ResultColumn> columns, TrialResults results, boolean sharesClips) {
        double ratio = sharesClips
                ? results.done().stream()
                        .mapToDouble(TrialResult::testRatio)
                        .average()
                        .orElse(0)
                : 0;
        List<Comparison> comparisons = new ArrayList<>();
        for (ModelEntry other : models.subList(1, models.size())) {
            for (ResultColumn column : columns) {
                List<double[]> pairs =
                        results.paired(models.get(0).label(), other.label(), column.head(), column.metric());
                if (pairs.get(0).length > 1) {
                    comparisons.add(of(other, column, pairs.get(0), pairs.get(1), ratio));
                }
            }
        }
        double[] adjusted = MultipleComparisons.holm(
                comparisons.stream().mapToDouble(one -> one.test.pValue()).toArray());
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            all.add(comparisons.get(i).withAdjusted(adjusted[i]));
        }
        return all;
    }

    private static Comparison of(ModelEntry other, ResultColumn column, double[] first, double[] second, double ratio) {
        MeanComparison test = MeanComparison.resampled(first, second, ratio);
        return new Comparison(
                other,
                column,
                mean(first) - mean(second),
                MeanComparison.effectSize(first, second),
                test,
                test.pValue(),
                MeanComparison.welch(first, second));
    }

    private static double mean(double[] values) {
        OptionalDouble mean = Arrays.stream(values).average();
        return mean.orElseThrow();
    }

    private Comparison withAdjusted(double pValue) {
        return new Comparison(other, column, difference, effectSize, test, pValue, welch);
    }

    /** Whether the first network is better, at a level such as 0.05 for all comparisons of the table together. */
    boolean isBetter(double level) {
        return adjusted < level && test.statistic() > 0 == column.higherIsBetter();
    }
}
