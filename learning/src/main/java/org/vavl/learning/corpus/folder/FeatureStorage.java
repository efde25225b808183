package org.vavl.learning.corpus.folder;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How features lie on disk. */
public enum FeatureStorage {
    /** As they are, 4 bytes a value. */
    @JsonProperty("float32")
    FLOAT32,
    /** Rounded to 11 significant bits, 2 bytes a value; magnitudes above 65504 cannot be stored. */
    @JsonProperty("float16")
    FLOAT16;

    private static final float LARGEST_FLOAT16 = 65504;

    /** Whether a finite value can be stored. */
    boolean holds(float value) {
        return this == FLOAT32 || Math.abs(value) <= LARGEST_FLOAT16;
    }
}
