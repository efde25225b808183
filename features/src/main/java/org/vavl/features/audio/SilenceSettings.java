package org.vavl.features.audio;

/**
 * Which frames are silence, and so not valid.
 *
 * @param frames which of the frames below the threshold are meant
 * @param decibelsBelowLoudest how far below the clip's loudest frame the threshold lies, in decibels
 * @param marginSeconds how much before and after what is louder stays valid, in seconds
 */
public record SilenceSettings(Frames frames, double decibelsBelowLoudest, double marginSeconds) {
    /** Which frames below the threshold are not valid. */
    public enum Frames {
        /** None: all frames are valid. */
        NONE,
        /** Those before the first and after the last that is louder. */
        EDGES,
        /** Each of them. */
        ALL
    }

    private static final SilenceSettings DEFAULTS = new SilenceSettings(Frames.EDGES, 30, 0.1);

    /** Checks the ranges. */
    public SilenceSettings {
        if (!(decibelsBelowLoudest > 0 && decibelsBelowLoudest <= 200)) {
            throw new IllegalArgumentException(
                    "decibelsBelowLoudest is " + decibelsBelowLoudest + ", and must be above 0 and at most 200");
        }
        if (!(marginSeconds >= 0 && marginSeconds <= 60)) {
            throw new IllegalArgumentException("marginSeconds is " + marginSeconds + ", and must be 0 to 60");
        }
    }

    /** What lies 30 dB below the loudest frame, before and after the speech but for 0.1 s. */
    public static SilenceSettings defaults() {
        return DEFAULTS;
    }
}
