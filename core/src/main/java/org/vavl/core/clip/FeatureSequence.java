package org.vavl.core.clip;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.vavl.core.VavlException;

/**
 * One modality of one clip: T frames of D values, and which of the frames are valid. A frame in which no face was found, or
 * that was lost, is there and not valid; its values are to be ignored, whatever they are.
 *
 * <p>Immutable. The values may be a view of a memory-mapped file; nothing is read before it is asked for.
 */
public final class FeatureSequence {
    /** The largest magnitude of a value in a valid frame: the sum of a frame's squares is still a float32. */
    public static final float MAXIMUM_MAGNITUDE = 0x1p50f;

    private final FloatBuffer values;
    private final int frames;
    private final int width;
    private final double frameRate;
    private final BitSet valid;
    private final ExtractorId extractor;

    /**
     * A sequence over the buffer's remaining values.
     *
     * @param values T·D values, frame after frame; not copied
     * @param width D, values per frame, at least 1
     * @param frameRate frames per second, above 0; for a single vector that stands for the clip, 1 by convention
     * @param valid the indices of the valid frames, below T; copied
     * @param extractor which extractor made it
     */
    public FeatureSequence(FloatBuffer values, int width, double frameRate, BitSet valid, ExtractorId extractor) {
        if (width < 1 || values.remaining() % width != 0) {
            throw new IllegalArgumentException(
                    values.remaining() + " values are not a whole number of frames of width " + width);
        }
        if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
            throw new IllegalArgumentException("frame rate is " + frameRate + " and must be above 0");
        }
        this.values = values.slice().asReadOnlyBuffer();
        this.frames = values.remaining() / width;
        this.width = width;
        this.frameRate = frameRate;
        this.valid = (BitSet) valid.clone();
        this.extractor = extractor;
        if (valid.length() > frames) {
            throw new IllegalArgumentException("frame " + (valid.length() - 1) + " is called valid, of " + frames);
        }
    }

    /** A sequence of which every frame is valid. See the constructor. */
    public static FeatureSequence allValid(FloatBuffer values, int width, double frameRate, ExtractorId extractor) {
        BitSet valid = new BitSet();
        valid.set(0, values.remaining() / width);
        return new FeatureSequence(values, width, frameRate, valid, extractor);
    }

    /**
     * Some of the frames in a row; a view, not a copy.
     *
     * @param begin the first of them
     * @param end the one behind the last, at most T
     */
    public FeatureSequence part(int begin, int end) {
        if (begin < 0 || end < begin || end > frames) {
            throw new IllegalArgumentException("frames " + begin + " to " + end + " of " + frames + " frames");
        }
        return new FeatureSequence(
                values.slice(begin * width, (end - begin) * width), width, frameRate, valid.get(begin, end), extractor);
    }

    /** T, the number of frames. */
    public int frames() {
        return frames;
    }

    /** D, values per frame. */
    public int width() {
        return width;
    }

    /** Frames a second. */
    public double frameRate() {
        return frameRate;
    }

    /** The T·D values, frame after frame; read-only, from position 0. */
    public FloatBuffer values() {
        return values.duplicate();
    }

    /** One value. */
    public float value(int frame, int index) {
        return values.get(frame * width + index);
    }

    /** Whether a frame's values can be believed. */
    public boolean isValid(int frame) {
        return valid.get(frame);
    }

    /** The number of valid frames. */
    public int validFrames() {
        return valid.cardinality();
    }

    /** A copy of the indices of the valid frames. */
    public BitSet valid() {
        return (BitSet) valid.clone();
    }

    /**
     * Makes sure that all values of valid frames are finite numbers of at most {@link #MAXIMUM_MAGNITUDE}; what stands in other frames does
     * not matter. Reads all values.
     *
     * @param source where they come from, for the message
     * @throws VavlException if not; it names source, frame and value
     */
    public void requireFinite(String source) {
        for (int t = valid.nextSetBit(0); t >= 0; t = valid.nextSetBit(t + 1)) {
            for (int d = 0; d < width; d++) {
                float value = values.get(t * width + d);
                if (!(Math.abs(value) <= MAXIMUM_MAGNITUDE)) {
                    throw notFinite(source, t, d, value);
                }
            }
        }
    }

    /** The error that a value of a valid frame is none that can be taken. */
    public static VavlException notFinite(String source, int frame, int index, double value) {
        return new VavlException(source + ": frame " + frame + " has " + value + " as value " + index
                + ", and must have finite numbers up to ±"
                + (double) MAXIMUM_MAGNITUDE); // as every Java version writes it
    }

    /** Which extractor made the sequence. */
    public ExtractorId extractor() {
        return extractor;
    }
}
