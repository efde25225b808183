package org.vavl.recognition;

import org.vavl.features.vision.tracking.FaceSelection;

/** Which of several faces a recognition is of. */
public sealed interface FaceChoice {
    /**
     * A choice as it is written: {@code main}, {@code all}, a rank from 1 on, or {@code largest}.
     *
     * @throws org.vavl.core.VavlException if there is no such choice
     */
    static FaceChoice parse(String text) {
        return switch (text) {
            case "main" -> new Trained();
            case "all" -> new Everyone();
            default -> new Other(FaceSelection.parse(text));
        };
    }

    /** The one that the model was trained on, usually the most prominent. */
    record Trained() implements FaceChoice {}

    /** The same, and beside it each other face is recognised alone; see {@link Recognition#people}. */
    record Everyone() implements FaceChoice {}

    /**
     * Another one.
     *
     * @param face which; a rank holds within each window, and within the whole of a short recording
     */
    record Other(FaceSelection face) implements FaceChoice {}
}
