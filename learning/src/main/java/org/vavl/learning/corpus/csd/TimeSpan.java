package org.vavl.learning.corpus.csd;

/**
 * A stretch of a recording.
 *
 * @param begin in seconds
 * @param end in seconds
 */
public record TimeSpan(double begin, double end) {
    /** Times that differ by less are the same: float32 holds those of an hour no better. */
    private static final double TOLERANCE = 1e-3;

    /** Whether it lasts at least as long as CMU's SDK wants of a segment, 10 µs, which also says that both ends are numbers. */
    public boolean isSome() {
        return end - begin > 1e-5 && Double.isFinite(begin) && Double.isFinite(end);
    }

    /** Whether another stretch lies within this one, but for rounding. */
    boolean contains(double otherBegin, double otherEnd) {
        return otherBegin >= begin - TOLERANCE && otherEnd <= end + TOLERANCE;
    }
}
