package org.vavl.features.audio.wav2vec2;

import org.vavl.core.VavlException;
import org.vavl.core.compute.Precision;

/**
 * How a network makes features.
 *
 * @param layers of the transformer that are used at most, from the first on, at least 1
 * @param windowSeconds sound up to this length is seen whole; longer sound is seen through windows of this length, 2 to 600
 * @param contextSeconds how much of a window, at either end, only serves the rest, less than half of the window
 * @param precision of matrix multiplications; bfloat16 takes half the time where the processor has it, and values differ in the
 *     third digit
 */
public record Wav2Vec2Settings(int layers, double windowSeconds, double contextSeconds, Precision precision) {
    /** Checks the numbers. */
    public Wav2Vec2Settings {
        if (layers < 1) {
            throw new VavlException("layers is " + layers + ", and must be at least 1");
        }
        if (!(windowSeconds >= 2 && windowSeconds <= 600)) {
            throw new VavlException("windowSeconds is " + windowSeconds + ", and must be 2 to 600");
        }
        if (!(contextSeconds >= 0 && contextSeconds < windowSeconds / 2)) {
            throw new VavlException("contextSeconds is " + contextSeconds
                    + ", and must be at least 0 and less than half of windowSeconds (" + windowSeconds + ")");
        }
    }

    /** Twelve layers, as the paper uses them (section 4.2), windows of a minute with ten seconds of context, float32. */
    public static Wav2Vec2Settings defaults() {
        return new Wav2Vec2Settings(12, 60, 10, Precision.FLOAT32);
    }
}
