package org.vavl.features.audio.speech;

/**
 * A stretch of a sound in which somebody speaks.
 *
 * @param begin in seconds from the sound's begin
 * @param end in seconds, behind {@code begin}
 */
public record SpeechSegment(double begin, double end) {
    /** Checks the order. */
    public SpeechSegment {
        if (!(begin >= 0 && end > begin)) {
            throw new IllegalArgumentException("speech from " + begin + " to " + end + " s");
        }
    }

    /** How long it lasts. */
    public double seconds() {
        return end - begin;
    }

    /**
     * The same with its times from another begin on.
     *
     * @param origin in seconds, not behind {@code begin}
     */
    public SpeechSegment since(double origin) {
        return new SpeechSegment(Math.max(0, begin - origin), end - origin);
    }

    /** How much of a stretch from one time to another is in it, in seconds. */
    double overlap(double from, double to) {
        return Math.max(0, Math.min(end, to) - Math.max(begin, from));
    }
}
