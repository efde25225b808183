package org.vavl.features.audio.speech;

/** Tells chunk by chunk how probable speech is; remembers what was before. For one sound, and one thread. */
@FunctionalInterface
interface SpeechScores {
    /**
     * The next chunk's probability.
     *
     * @param chunk {@value SpeechTrack#CHUNK} samples at 16 kHz; not kept
     */
    float next(float[] chunk);
}
