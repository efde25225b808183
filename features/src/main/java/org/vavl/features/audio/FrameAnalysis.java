package org.vavl.features.audio;

/** Turns the samples of one window into some of a frame's columns. */
interface FrameAnalysis {
    /** The window's length in samples. */
    int windowSamples();

    /** How many columns it fills. */
    int width();

    /**
     * Analyses a window.
     *
     * @param samples the window's, not to be kept
     * @param row takes the columns
     * @param begin the index of the first of them
     */
    void analyse(float[] samples, float[] row, int begin);
}
