package org.vavl.features.audio.wav2vec2;

import org.vavl.core.VavlException;

/**
 * How a network wants its samples, as its {@code preprocessor_config.json} says.
 *
 * @param normalised whether each clip is brought to mean 0 and variance 1 (10⁻⁷ is added to the variance)
 * @param sampleRate samples per second
 */
public record Wav2Vec2Input(boolean normalised, int sampleRate) {
    private static final double VARIANCE_FLOOR = 1e-7;

    /** Checks the rate. */
    public Wav2Vec2Input {
        if (sampleRate < 1000 || sampleRate > 192_000) {
            throw new VavlException("sampling_rate is " + sampleRate + ", and must be 1000 to 192000");
        }
    }

    /** Normalised, at 16 kHz. */
    public static Wav2Vec2Input defaults() {
        return new Wav2Vec2Input(true, 16_000);
    }

    /** What is added to samples, and what they are multiplied by then. */
    public record Affine(float shift, float scale) {
        /** Changes the first samples, in place. */
        public void apply(float[] samples, int count) {
            for (int i = 0; i < count; i++) {
                samples[i] = (samples[i] + shift) * scale;
            }
        }
    }

    /** How a clip of this mean and variance is changed. */
    public Affine affine(double mean, double variance) {
        return normalised
                ? new Affine((float) -mean, (float) (1 / Math.sqrt(variance + VARIANCE_FLOOR)))
                : new Affine(0, 1);
    }
}
