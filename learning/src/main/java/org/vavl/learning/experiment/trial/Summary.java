package org.vavl.learning.experiment.trial;

import java.util.List;
import java.util.Locale;
import org.vavl.core.VavlException;

/**
 * Values of several trials in two numbers.
 *
 * @param count how many there are, at least 1
 * @param mean of them
 * @param deviation the standard deviation of a sample; 0 of a single value
 */
public record Summary(int count, double mean, double deviation) {
    /** Sums values up. */
    public static Summary of(List<Double> values) {
        if (values.isEmpty()) {
            throw new VavlException("there are no values to sum up");
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Summary(values.size(), mean, values.size() == 1 ? 0 : Math.sqrt(squares / (values.size() - 1)));
    }

    /** As the paper writes it: {@code 0.779±.025}; without the deviation of a single value. */
    public String text() {
        String text = String.format(Locale.ROOT, "%.3f", mean);
        return count == 1
                ? text
                : text + "±" + String.format(Locale.ROOT, "%.3f", deviation).replaceFirst("^0", "");
    }
}
