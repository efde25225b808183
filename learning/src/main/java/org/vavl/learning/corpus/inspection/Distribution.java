package org.vavl.learning.corpus.inspection;

import java.util.Arrays;
import java.util.List;

/**
 * How numbers are spread.
 *
 * @param count how many there are, at least 1
 * @param minimum the smallest
 * @param median of an even count, the mean of the two in the middle
 * @param mean their mean
 * @param deviation their standard deviation, of the whole (divided by the count)
 * @param maximum the largest
 */
public record Distribution(int count, double minimum, double median, double mean, double deviation, double maximum) {
    /**
     * Of numbers.
     *
     * @param numbers at least one
     */
    static Distribution of(List<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElseThrow(() -> new IllegalArgumentException("no numbers"));
        double variance = Arrays.stream(sorted)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElse(0);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Distribution(sorted.length, sorted[0], median, mean, Math.sqrt(variance), sorted[sorted.length - 1]);
    }
}
