package org.vavl.learning.annotation;

/**
 * What somebody said of a stretch of a recording.
 *
 * @param begin in seconds from the recording's begin, at least 0
 * @param end in seconds, not before {@code begin}; equal for a point
 * @param value what was said, as it stands in the file; not empty
 */
public record Annotation(double begin, double end, String value) {
    /** Checks the times and the value. */
    public Annotation {
        if (!(begin >= 0 && end >= begin && Double.isFinite(end)) || value.isEmpty()) {
            throw new IllegalArgumentException("annotation '" + value + "' from " + begin + " to " + end
                    + " s: must have a value, and times in order");
        }
    }

    /** How long it is, in seconds. */
    public double seconds() {
        return end - begin;
    }

    /** The time half way between begin and end, in seconds. */
    public double middle() {
        return (begin + end) / 2;
    }

    /** Whether a time, in seconds, lies in it; its end does not. */
    public boolean covers(double time) {
        return time >= begin && time < end;
    }
}
