package org.vavl.features.audio;

/**
 * Whether and how a frame's pitch is found.
 *
 * @param enabled whether there are columns for it
 * @param windowSeconds length of the window around a frame's middle, in seconds, at least two periods of the lowest pitch
 * @param minimumFrequency the lowest pitch, in Hz
 * @param maximumFrequency the highest pitch, in Hz
 * @param voicedStrength from which strength on a frame's pitch is believed, 0 to 1
 */
public record PitchSettings(
        boolean enabled,
        double windowSeconds,
        double minimumFrequency,
        double maximumFrequency,
        double voicedStrength) {
    private static final PitchSettings DEFAULTS = new PitchSettings(true, 0.04, 65, 600, 0.5);

    /** Checks the ranges. */
    public PitchSettings {
        if (!(minimumFrequency >= 20 && maximumFrequency > minimumFrequency && maximumFrequency <= 2000)) {
            throw new IllegalArgumentException("the pitch's range is " + minimumFrequency + " to " + maximumFrequency
                    + " Hz, and must be within 20 to 2000 Hz, the lower first");
        }
        if (!(windowSeconds * minimumFrequency >= 2 && windowSeconds <= 1)) {
            throw new IllegalArgumentException("the pitch's windowSeconds is " + windowSeconds
                    + ", and must have two periods of the lowest pitch, " + 2 / minimumFrequency + ", and at most 1");
        }
        if (!(voicedStrength >= 0 && voicedStrength <= 1)) {
            throw new IllegalArgumentException("voicedStrength is " + voicedStrength + ", and must be 0 to 1");
        }
    }

    /** 65 to 600 Hz, found in 40 ms. */
    public static PitchSettings defaults() {
        return DEFAULTS;
    }
}
