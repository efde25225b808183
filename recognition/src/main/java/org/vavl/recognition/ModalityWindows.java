package org.vavl.recognition;

import java.util.List;
import java.util.Optional;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.vision.FollowedFace;

/** One modality of a recording, in windows of time. */
interface ModalityWindows extends AutoCloseable {
    /**
     * Reads on, as far as the recording goes, so that what is needed of it by a time is at hand.
     *
     * @param seconds not before the begin of the window before
     * @throws org.vavl.core.VavlException if the recording cannot be read on
     */
    void prepare(double seconds);

    /**
     * The next window.
     *
     * @param begin in seconds, not before that of the window before
     * @param end in seconds, behind it
     * @throws org.vavl.core.VavlException if the recording cannot be read on
     */
    ModalitySegment next(double begin, double end);

    /**
     * Forgets what is before a time: no window will begin before it.
     *
     * @param seconds not before the begin of the window before
     */
    void forget(double seconds);

    /** Where speech is in what was read and not forgotten, between two times; empty if that is not looked for. */
    default Optional<List<SpeechSegment>> speech(double begin, double end) {
        return Optional.empty();
    }

    /** Whether there is nothing behind the windows so far. */
    boolean hasEnded();

    /** How long the recording is in this modality, as far as it was read. */
    double seconds();

    /** The faces up to the end of the last window, the most prominent first; none in sound. */
    default List<FollowedFace> faces() {
        return List.of();
    }

    @Override
    void close();
}
