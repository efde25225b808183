package org.vavl.recognition;

import java.util.Optional;
import org.vavl.features.Image;

/** Is told what a model says of each window of a recording as soon as it says it. */
@FunctionalInterface
public interface WindowListener {
    /** Does nothing. */
    WindowListener NONE = (answer, portrait) -> {};

    /**
     * The next window, or the whole recording if it has no windows.
     *
     * @param portrait the face that it shows, in colour; empty if there is none
     */
    void accept(WindowRecognition answer, Optional<Image> portrait);
}
