package org.vavl.spark;

import java.util.Arrays;
import org.vavl.core.clip.FeatureSequence;

/**
 * Values of features, in the form in which Spark takes arrays as they are: a bean.
 *
 * <p>The arrays are not copied.
 */
public final class FeatureValues {
    private float[] values = new float[0];
    private boolean[] valid = new boolean[0];

    /** No values. */
    public FeatureValues() {}

    /** Those of features; NaN where a frame is not valid, as in the files of {@code vavl extract}. */
    static FeatureValues of(FeatureSequence features) {
        float[] values = new float[features.frames() * features.width()];
        features.values().get(values);
        boolean[] valid = new boolean[features.frames()];
        for (int t = 0; t < valid.length; t++) {
            valid[t] = features.isValid(t);
            if (!valid[t]) {
                Arrays.fill(values, t * features.width(), (t + 1) * features.width(), Float.NaN);
            }
        }
        FeatureValues made = new FeatureValues();
        made.setValues(values);
        made.setValid(valid);
        return made;
    }

    /** T·D values, frame after frame. */
    public float[] getValues() {
        return values;
    }

    /** Sets the T·D values. */
    public void setValues(float[] values) {
        this.values = values;
    }

    /** Of each of the T frames, whether it is valid. */
    public boolean[] getValid() {
        return valid;
    }

    /** Sets the T frames' validity. */
    public void setValid(boolean[] valid) {
        this.valid = valid;
    }
}
