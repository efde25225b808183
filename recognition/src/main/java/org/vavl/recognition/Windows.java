package org.vavl.recognition;

import org.vavl.core.VavlException;

/**
 * How a recording is gone through.
 *
 * @param seconds how long a window is, {@value #SHORTEST} to {@value #LONGEST}
 * @param stepSeconds from the begin of a window to that of the next one, {@value #SHORTEST_STEP} to {@code seconds}
 * @param wholeSeconds up to which length a recording is answered for as a whole, as a clip of a corpus is; a longer one's answer is the mean
 *     of its windows'
 * @param timelineOfShort whether recordings that are answered for as a whole have a timeline, too, if they are longer than a window
 */
public record Windows(double seconds, double stepSeconds, double wholeSeconds, boolean timelineOfShort) {
    private static final double SHORTEST = 0.5;
    private static final double LONGEST = 600;
    private static final double SHORTEST_STEP = 0.1;
    private static final Windows DEFAULTS = new Windows(3, 1, 15, false);

    /** Checks the lengths. */
    public Windows {
        require(seconds >= SHORTEST && seconds <= LONGEST, "window", seconds, SHORTEST + " to " + LONGEST);
        require(
                stepSeconds >= SHORTEST_STEP && stepSeconds <= seconds,
                "step",
                stepSeconds,
                SHORTEST_STEP + " to the window's " + seconds);
        require(wholeSeconds >= 0 && wholeSeconds <= LONGEST, "whole", wholeSeconds, "0 to " + LONGEST);
    }

    private static void require(boolean right, String name, double value, String range) {
        if (!right) {
            throw new VavlException("the " + name + " is " + value + " s, and must be " + range + " s");
        }
    }

    /** 3 s every second; up to 15 s as a whole. */
    public static Windows defaults() {
        return DEFAULTS;
    }

    /** Windows of this length; a recording that is no longer than one is answered for as a whole. */
    public Windows of(double seconds, double stepSeconds) {
        return new Windows(seconds, stepSeconds, Math.max(wholeSeconds, seconds), timelineOfShort);
    }

    /** The same with a timeline of short recordings. */
    public Windows withTimelineOfShort() {
        return new Windows(seconds, stepSeconds, wholeSeconds, true);
    }

    double begin(int window) {
        return window * stepSeconds;
    }
}
