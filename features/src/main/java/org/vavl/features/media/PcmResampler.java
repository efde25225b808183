package org.vavl.features.media;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.vavl.core.VavlException;

/**
 * Turns samples that come piece by piece into mono samples of another rate, as {@link AudioReader} does with those of a file. Not
 * thread-safe.
 */
public final class PcmResampler implements AutoCloseable {
    private static final Path NAME = Path.of("audio");

    private final PcmFormat format;
    private final Resampler resampler;
    private final AVFrame frame;

    /**
     * A resampler.
     *
     * @param format of the samples that come
     * @param sampleRate of those that go
     */
    public PcmResampler(PcmFormat format, int sampleRate) {
        FFmpeg.load();
        this.format = format;
        this.resampler = new Resampler(NAME, sampleRate);
        this.frame = avutil.av_frame_alloc();
    }

    /**
     * Takes samples and gives those that are ready.
     *
     * @param samples interleaved, full scale is ±1
     * @return mono samples of the new rate
     * @throws VavlException if one is not finite
     */
    public float[] convert(float[] samples) {
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new VavlException("sample " + i + " is " + samples[i] + ", and must be a finite number");
            }
        }
        if (samples.length == 0) {
            return samples;
        }
        fill(samples);
        try {
            return copy(resampler.convert(frame));
        } finally {
            avutil.av_frame_unref(frame);
        }
    }

    private void fill(float[] samples) {
        frame.sample_rate(format.sampleRate());
        frame.format(avutil.AV_SAMPLE_FMT_FLT);
        frame.nb_samples(format.frames(samples.length));
        avutil.av_channel_layout_default(frame.ch_layout(), format.channels());
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            throw new OutOfMemoryError("no room for " + samples.length + " samples");
        }
        new FloatPointer(frame.data(0)).put(samples, 0, samples.length);
    }

    /** Gives what was held back; the next samples start afresh. */
    public float[] drain() {
        return copy(resampler.drain());
    }

    private static float[] copy(FloatBuffer ready) {
        float[] samples = new float[ready.remaining()];
        ready.get(samples);
        return samples;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        resampler.close();
    }
}
