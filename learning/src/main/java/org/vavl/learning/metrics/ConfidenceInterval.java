package org.vavl.learning.metrics;

/**
 * A measure and the interval in which it may be believed to lie.
 *
 * @param low the lower end
 * @param estimate the measure over all clips; where a measure is biased it may lie outside
 * @param high the upper end
 */
public record ConfidenceInterval(double low, double estimate, double high) {
    /** Checks the order of the ends. */
    public ConfidenceInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }
}
