package org.vavl.model.inference;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.recognition.inference.ClipFeatures;

/** One modality of one clip on its way into a batch: T normalised frames of D values, which may be changed in place. */
public final class Frames {
    private final float[] values;
    private final int width;
    private final BitSet valid;

    /**
     * @param values T·D values, frame after frame; not copied
     * @param width D
     * @param valid the indices of the valid frames; not copied
     */
    public Frames(float[] values, int width, BitSet valid) {
        if (values.length % width != 0 || valid.length() > values.length / width) {
            throw new IllegalArgumentException(
                    values.length + " values of width " + width + " with frame " + (valid.length() - 1) + " valid");
        }
        this.values = values;
        this.width = width;
        this.valid = valid;
    }

    /**
     * The normalised frames of a sequence; those that are not valid are 0, whatever stood there.
     *
     * @param source whose they are, for the message
     * @throws org.vavl.core.VavlException if a value of a valid frame is not finite, or further from the training set than any feature can be
     */
    static Frames normalised(String source, FeatureSequence sequence, FeatureStatistics statistics) {
        int width = sequence.width();
        FloatBuffer read = sequence.values();
        float[] values = new float[sequence.frames() * width];
        BitSet valid = sequence.valid();
        for (int t = valid.nextSetBit(0); t >= 0; t = valid.nextSetBit(t + 1)) {
            for (int i = t * width, d = 0; d < width; i++, d++) {
                values[i] = ClipFeatures.normalised(source, statistics, t, d, read.get(i));
            }
        }
        return new Frames(values, width, valid);
    }

    /** The T·D values; changes are seen. */
    public float[] values() {
        return values;
    }

    /** D. */
    public int width() {
        return width;
    }

    /** T. */
    public int count() {
        return values.length / width;
    }

    /** The indices of the valid frames; changes are seen. */
    public BitSet valid() {
        return valid;
    }
}
