package org.vavl.features.media;

/** Mono sound of one sample rate, read from its beginning on. Not thread-safe. */
public interface SampleSource extends AutoCloseable {
    /**
     * Reads the next samples; waits for them where they come as they are made.
     *
     * @param samples is filled, but for the last piece; full scale is ±1
     * @return how many were read; fewer than there is room for at the end alone, and then 0
     * @throws org.vavl.core.VavlException if the source cannot be read on
     */
    int read(float[] samples);

    @Override
    void close();
}
