package org.vavl.features.audio.speech;

import java.util.Locale;

/** How speech is found. */
public enum SpeechDetection {
    /** By the network Silero VAD. */
    SILERO,
    /** By loudness alone: all that is louder than −50 dB of full scale counts, also what is no speech. */
    ENERGY,
    /** Not at all: every frame counts. */
    OFF;

    /** As it is written: in small letters. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
