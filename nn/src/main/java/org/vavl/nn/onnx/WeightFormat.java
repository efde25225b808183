package org.vavl.nn.onnx;

import java.util.Locale;

/**
 * How the weights of products and convolutions stand in a file. Everything is computed in float32, to which the runtime brings them once,
 * when it loads the file: the format makes a file smaller, and costs accuracy by rounding alone. What a clip is answered does not depend on
 * its batch in any of them.
 */
public enum WeightFormat {
    /** As they are. */
    FLOAT32,
    /** Rounded to 11 significant bits: half the size. */
    FLOAT16,
    /** Rounded to −127 … 127 times a scale for each output: a quarter of the size. */
    INT8;

    /** As users name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
