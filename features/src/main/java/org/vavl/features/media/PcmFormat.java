package org.vavl.features.media;

/**
 * What samples mean that come without a file.
 *
 * @param sampleRate samples per second and channel, {@value #LOWEST_RATE} to {@value #HIGHEST_RATE}
 * @param channels 1 to {@value #MOST_CHANNELS}; samples of several channels are interleaved
 */
public record PcmFormat(int sampleRate, int channels) {
    /** The lowest rate. */
    public static final int LOWEST_RATE = 4_000;

    /** The highest rate. */
    public static final int HIGHEST_RATE = 384_000;

    /** The most channels. */
    public static final int MOST_CHANNELS = 64;

    /** Checks the ranges. */
    public PcmFormat {
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
            throw new IllegalArgumentException("the sample rate is " + sampleRate + " Hz, and must be " + LOWEST_RATE
                    + " to " + HIGHEST_RATE + " Hz");
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "there are " + channels + " channels, and must be 1 to " + MOST_CHANNELS);
        }
    }

    /** One channel of this rate. */
    public static PcmFormat mono(int sampleRate) {
        return new PcmFormat(sampleRate, 1);
    }

    /** How many frames, each of a sample of every channel, so many interleaved samples are. */
    public int frames(int samples) {
        if (samples % channels != 0) {
            throw new IllegalArgumentException(
                    samples + " samples are not the same number in each of " + channels + " channels");
        }
        return samples / channels;
    }

    /** 16-bit samples on the scale where full scale is ±1. */
    public static float[] toFloats(short[] samples) {
        float[] floats = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            floats[i] = samples[i] / 32768f;
        }
        return floats;
    }
}
