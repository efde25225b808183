package org.vavl.recognition;

/** One modality of a recording, in windows of time. */
interface ModalityWindows extends AutoCloseable {
    /**
     * The next window.
     *
     * @param begin in seconds, not before that of the window before
     * @param end in seconds, behind it
     * @throws org.vavl.core.VavlException if the recording cannot be read on
     */
    ModalitySegment next(double begin, double end);

    /** Whether there is nothing behind the windows so far. */
    boolean hasEnded();

    /** How long the recording is in this modality, as far as it was read. */
    double seconds();

    @Override
    void close();
}
