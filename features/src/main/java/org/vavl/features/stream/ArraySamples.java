package org.vavl.features.stream;

import java.util.Arrays;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.PcmResampler;
import org.vavl.features.media.SampleSource;

/** Samples that lie in memory, read as mono samples of one rate. Not thread-safe. */
public final class ArraySamples implements SampleSource {
    private static final int PIECE_FRAMES = 1 << 14;

    private final float[] samples;
    private final PcmFormat format;
    private final PcmResampler resampler;
    private float[] ready = new float[0];
    private int readOfReady;
    private int converted;
    private boolean drained;

    /**
     * A source.
     *
     * @param samples interleaved, full scale is ±1; not copied
     * @param format of the samples
     * @param sampleRate of what is read
     */
    public ArraySamples(float[] samples, PcmFormat format, int sampleRate) {
        format.frames(samples.length);
        this.samples = samples;
        this.format = format;
        this.resampler = new PcmResampler(format, sampleRate);
    }

    @Override
    public int read(float[] target) {
        int count = 0;
        while (count < target.length && (readOfReady < ready.length || advance())) {
            int copied = Math.min(target.length - count, ready.length - readOfReady);
            System.arraycopy(ready, readOfReady, target, count, copied);
            readOfReady += copied;
            count += copied;
        }
        return count;
    }

    private boolean advance() {
        if (drained) {
            return false;
        }
        readOfReady = 0;
        if (converted < samples.length) {
            int end = Math.min(samples.length, converted + PIECE_FRAMES * format.channels());
            ready = resampler.convert(Arrays.copyOfRange(samples, converted, end));
            converted = end;
        } else {
            ready = resampler.drain();
            drained = true;
        }
        return true;
    }

    @Override
    public void close() {
        resampler.close();
    }
}
