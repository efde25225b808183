package org.vavl.learning.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.vavl.core.clip.Task;

/**
 * How good answers for sentiment from −3 to 3 are, as it is reported on CMU-MOSI and CMU-MOSEI: the measures of a regression, and
 * the accuracies after both truth and answer are put into classes.
 *
 * <ul>
 *   <li>Acc-2, negative against non-negative (below 0 against 0 or more), over all clips. Source: Zadeh et al., "Tensor fusion network
 *       for multimodal sentiment analysis", EMNLP 2017.
 *   <li>Acc-2, negative against positive: over the clips whose true sentiment is not 0; an answer above 0 is positive. Source: Tsai et
 *       al., "Multimodal transformer for unaligned multimodal language sequences", ACL 2019. Yu et al., "Learning modality-specific
 *       representations with self-supervised multi-task learning", AAAI 2021, report both.
 *   <li>F1 beside each Acc-2 is the mean of both classes' F1, weighted by their support.
 *   <li>Acc-7: truth and answer moved into −3 to 3 and rounded to the nearest whole number, halves to the even one.
 * </ul>
 *
 * <p>Where no clip has a sentiment other than 0, negative against positive is 0.
 *
 * @param regression the measures of the values as they are
 * @param nonNegative negative, non-negative
 * @param nonZero negative, positive, of the clips whose true sentiment is not 0
 * @param sevenClasses −3, −2, …, 3
 */
public record SentimentMetrics(
        RegressionMetrics regression,
        ConfusionMatrix nonNegative,
        ConfusionMatrix nonZero,
        ConfusionMatrix sevenClasses)
        implements TaskMetrics {
    private static final int LIMIT = 3;
    private static final List<String> SEVEN =
            IntStream.rangeClosed(-LIMIT, LIMIT).mapToObj(Integer::toString).toList();

    /** Checks that all are over the same clips. */
    public SentimentMetrics {
        int clips = regression.clips();
        if (nonNegative.total() != clips || sevenClasses.total() != clips || nonZero.total() > clips) {
            throw new IllegalArgumentException("not all over the same " + clips + " clips");
        }
    }

    static boolean appliesTo(Task.Regression task) {
        return task.attributes().equals(List.of(new Task.Attribute("sentiment", -LIMIT, LIMIT)));
    }

    static SentimentMetrics of(RegressionMetrics regression, float[][] targets, float[][] predictions) {
        double[] truth = RegressionMetrics.column(targets, 0);
        double[] answers = RegressionMetrics.column(predictions, 0);
        int[] nonZero =
                IntStream.range(0, truth.length).filter(i -> truth[i] != 0).toArray();
        return new SentimentMetrics(
                regression,
                binary("non-negative", value -> value >= 0, truth, answers),
                binary("positive", value -> value > 0, pick(truth, nonZero), pick(answers, nonZero)),
                ConfusionMatrix.of(SEVEN, sevenClasses(truth), sevenClasses(answers)));
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static ConfusionMatrix binary(String name, DoublePredicate holds, double[] truth, double[] answers) {
        return ConfusionMatrix.of(List.of("negative", name), classes(holds, truth), classes(holds, answers));
    }

    private static int[] classes(DoublePredicate holds, double[] values) {
        return Arrays.stream(values)
                .mapToInt(value -> holds.test(value) ? 1 : 0)
                .toArray();
    }

    private static int[] sevenClasses(double[] values) {
        return Arrays.stream(values)
                .mapToInt(value -> LIMIT + (int) Math.rint(Math.max(-LIMIT, Math.min(LIMIT, value))))
                .toArray();
    }

    @Override
    public int clips() {
        return regression.clips();
    }

    @Override
    public Map<String, Double> values() {
        return new NamedValues()
                .add(regression.values())
                .add(Metric.ACC2_NON_NEGATIVE, nonNegative.accuracy())
                .add(Metric.F1_NON_NEGATIVE, nonNegative.f1Weighted())
                .add(Metric.ACC2_NON_ZERO, nonZero.accuracy())
                .add(Metric.F1_NON_ZERO, nonZero.f1Weighted())
                .add(Metric.ACC7, sevenClasses.accuracy())
                .toMap();
    }
}
