package org.vavl.features.audio.whisper;

import org.vavl.core.VavlException;
import org.vavl.core.compute.Precision;

/**
 * How an encoder makes features.
 *
 * @param block whose output the features are, from 1 on; 0 for the last one's, behind which the encoder's last norm follows
 * @param frameRate frames per second, a divisor of 50: each is the mean of the encoder's valid frames in its time
 * @param padded whether sound that is shorter than a window is filled up with silence, as the authors do; without, the encoder sees only as
 *     many frames as there are, which takes less time
 * @param windowSeconds sound up to this length is seen whole; longer sound is seen through windows of this length, 1 to the encoder's
 *     positions, which are 30 s
 * @param contextSeconds how much of a window, at either end, only serves the rest, less than half of the window
 * @param precision of matrix multiplications; in bfloat16 values differ in the third digit
 */
public record WhisperSettings(
        int block, int frameRate, boolean padded, double windowSeconds, double contextSeconds, Precision precision) {
    /** Frames a second that the encoder gives. */
    public static final int ENCODER_FRAME_RATE = 50;

    private static final double LONGEST = 1200;

    /** Checks the numbers. */
    public WhisperSettings {
        if (block < 0) {
            throw new VavlException("block is " + block + ", and must be at least 1, or 0 for the last one");
        }
        if (frameRate < 1 || ENCODER_FRAME_RATE % frameRate != 0) {
            throw new VavlException("frameRate is " + frameRate + ", and must be 50, 25, 10, 5, 2 or 1");
        }
        if (!(windowSeconds >= 1 && windowSeconds <= LONGEST)) {
            throw new VavlException("windowSeconds is " + windowSeconds + ", and must be 1 to " + LONGEST);
        }
        if (!(contextSeconds >= 0 && contextSeconds < windowSeconds / 2)) {
            throw new VavlException("contextSeconds is " + contextSeconds
                    + ", and must be at least 0 and less than half of windowSeconds (" + windowSeconds + ")");
        }
    }

    /** The last block, 25 frames a second, as many frames as there are, windows of 30 s with 5 s of context, float32. */
    public static WhisperSettings defaults() {
        return new WhisperSettings(0, 25, false, 30, 5, Precision.FLOAT32);
    }

    /** The same of another block. */
    public WhisperSettings withBlock(int newBlock) {
        return new WhisperSettings(newBlock, frameRate, padded, windowSeconds, contextSeconds, precision);
    }

    /** The same with so many frames a second. */
    public WhisperSettings withFrameRate(int newFrameRate) {
        return new WhisperSettings(block, newFrameRate, padded, windowSeconds, contextSeconds, precision);
    }

    /** The same with short sound filled up, or not. */
    public WhisperSettings withPadding(boolean newPadded) {
        return new WhisperSettings(block, frameRate, newPadded, windowSeconds, contextSeconds, precision);
    }

    /** The same through other windows. */
    public WhisperSettings withWindows(double newWindowSeconds, double newContextSeconds) {
        return new WhisperSettings(block, frameRate, padded, newWindowSeconds, newContextSeconds, precision);
    }

    /** The same in another precision. */
    public WhisperSettings withPrecision(Precision newPrecision) {
        return new WhisperSettings(block, frameRate, padded, windowSeconds, contextSeconds, newPrecision);
    }

    /** How many of the encoder's frames make one. */
    public int pooling() {
        return ENCODER_FRAME_RATE / frameRate;
    }

    /** Frames of the encoder in a window at most. */
    public int windowFrames() {
        return (int) Math.round(windowSeconds * ENCODER_FRAME_RATE);
    }

    /** Frames of the encoder at either end of a window that only serve the rest. */
    int contextFrames() {
        return (int) Math.round(contextSeconds * ENCODER_FRAME_RATE);
    }
}
