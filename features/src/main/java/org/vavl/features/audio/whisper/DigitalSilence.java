package org.vavl.features.audio.whisper;

import java.util.BitSet;

/** Finds frames of 20 ms in which nothing is recorded: all samples are the same, to less than what 16 bits can hold. */
public final class DigitalSilence {
    /** Samples of a frame. */
    public static final int FRAME = 320;

    /** By how much samples differ at least where something is recorded. */
    public static final float LEAST_RANGE = 2e-5f;

    private final BitSet audible = new BitSet();
    private int frame;
    private int filled;
    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    /** Of a sound that has not begun. */
    DigitalSilence() {}

    /** Takes the next samples. */
    void accept(float[] samples, int count) {
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, samples[i]);
            highest = Math.max(highest, samples[i]);
            if (highest - lowest > LEAST_RANGE) {
                audible.set(frame);
            }
            if (++filled == FRAME) {
                frame++;
                filled = 0;
                lowest = Float.POSITIVE_INFINITY;
                highest = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** The frames in which there is something, so far. */
    BitSet audible() {
        return audible;
    }
}
