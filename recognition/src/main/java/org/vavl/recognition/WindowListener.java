package org.vavl.recognition;

/** Is told what a model says of each window of a recording as soon as it says it. */
@FunctionalInterface
public interface WindowListener {
    /** Does nothing. */
    WindowListener NONE = window -> {};

    /** The next window, or the whole recording if it has no windows. */
    void accept(RecognizedWindow window);
}
