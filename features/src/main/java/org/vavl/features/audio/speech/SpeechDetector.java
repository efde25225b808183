package org.vavl.features.audio.speech;

import java.util.Optional;

/** Finds speech in sounds. Immutable; may be used by several threads. */
public sealed interface SpeechDetector extends AutoCloseable permits SileroDetector, EnergyDetector {
    /**
     * A detector with settings of its own.
     *
     * @return empty for {@link SpeechDetection#OFF}
     */
    static Optional<SpeechDetector> of(SpeechDetection detection, SpeechSettings settings) {
        return switch (detection) {
            case SILERO -> Optional.of(new SileroDetector(settings));
            case ENERGY -> Optional.of(new EnergyDetector(settings));
            case OFF -> Optional.empty();
        };
    }

    /** A detector with the usual settings; see {@link #of(SpeechDetection, SpeechSettings)}. */
    static Optional<SpeechDetector> of(SpeechDetection detection) {
        return of(detection, SpeechSettings.defaults());
    }

    /** Which it is, with its version, such as {@code silero-6.2.3}. */
    String name();

    /** How probabilities become segments. */
    SpeechSettings settings();

    /**
     * Begins to look at a sound.
     *
     * @param sampleRate samples per second that will come
     */
    SpeechTrack open(int sampleRate);

    /** Frees what it holds. */
    @Override
    void close();
}
