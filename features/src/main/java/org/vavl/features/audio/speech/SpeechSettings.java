package org.vavl.features.audio.speech;

import org.vavl.core.VavlException;

/**
 * How probabilities of speech become segments: speech begins where the probability reaches the threshold, and ends where it has been below
 * the negative threshold for the minimum of silence; what is too short is dropped, and what is left is extended on both sides.
 *
 * @param threshold above 0, at most 1
 * @param negativeThreshold above 0, at most the threshold
 * @param minimumSpeechSeconds what does not last longer is no speech, 0 to 10
 * @param minimumSilenceSeconds shorter silence does not end speech, 0 to 10
 * @param paddingSeconds by which segments are extended, where there is room, 0 to 10
 */
public record SpeechSettings(
        double threshold,
        double negativeThreshold,
        double minimumSpeechSeconds,
        double minimumSilenceSeconds,
        double paddingSeconds) {
    private static final SpeechSettings DEFAULTS = new SpeechSettings(0.5, 0.35, 0.25, 0.1, 0.03);
    private static final double LONGEST = 10;

    /** Checks the ranges. */
    public SpeechSettings {
        require(threshold > 0 && threshold <= 1, "threshold", threshold, "above 0, at most 1");
        require(
                negativeThreshold > 0 && negativeThreshold <= threshold,
                "negativeThreshold",
                negativeThreshold,
                "above 0, at most the threshold (" + threshold + ")");
        requireSeconds("minimumSpeechSeconds", minimumSpeechSeconds);
        requireSeconds("minimumSilenceSeconds", minimumSilenceSeconds);
        requireSeconds("paddingSeconds", paddingSeconds);
    }

    private static void requireSeconds(String name, double seconds) {
        require(seconds >= 0 && seconds <= LONGEST, name, seconds, "0 to " + LONGEST);
    }

    private static void require(boolean right, String name, double value, String range) {
        if (!right) {
            throw new VavlException("the " + name + " of speech is " + value + ", and must be " + range);
        }
    }

    /** As Silero's own code has it: 0.5 and 0.35, at least 0.25 s of speech, 0.1 s of silence between, extended by 0.03 s. */
    public static SpeechSettings defaults() {
        return DEFAULTS;
    }
}
