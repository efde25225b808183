package org.vavl.recognition;

import java.math.BigDecimal;
import org.vavl.core.VavlException;

/**
 * A stretch of a recording.
 *
 * @param begin in seconds from the recording's begin, at least 0
 * @param end in seconds, behind {@code begin} by {@value #SHORTEST} to {@value #LONGEST}
 */
public record TimeSpan(double begin, double end) {
    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 150; // at 100 frames a second, what networks take at once

    /** Checks the times. */
    public TimeSpan {
        if (!(begin >= 0 && begin <= 1e9 && end <= 2e9)) {
            throw new VavlException("the segment from " + begin + " to " + end + " s must begin at 0 s or later");
        }
        double seconds = BigDecimal.valueOf(end).subtract(BigDecimal.valueOf(begin)).doubleValue();
        if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
            throw new VavlException("the segment from " + begin + " to " + end + " s has " + seconds + " s, and must have "
                    + SHORTEST + " to " + LONGEST);
        }
    }
}
