package org.vavl.audio;

import java.util.Arrays;

/** Cuts samples that come in pieces of any size into windows that overlap, and gathers what the analysis makes of each. */
final class Framer {
    private static final int FIRST_ROWS = 256;

    private final FrameAnalysis analysis;
    private final int hop;
    private final float[] window;
    private int filled;
    private int toSkip;
    private float[] rows;
    private int frames;

    /**
     * @param hop from one window to the next, in samples
     * @param offset where the first window begins; before the first sample there are zeros
     */
    Framer(FrameAnalysis analysis, int hop, int offset) {
        this.analysis = analysis;
        this.hop = hop;
        this.window = new float[analysis.windowSamples()];
        this.filled = Math.max(0, -offset);
        this.toSkip = Math.max(0, offset);
        this.rows = new float[FIRST_ROWS * analysis.width()];
    }

    /** Takes the next samples. */
    void accept(float[] samples, int count) {
        int begin = 0;
        while (begin < count) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, count - begin);
                toSkip -= skipped;
                begin += skipped;
                continue;
            }
            int copied = Math.min(window.length - filled, count - begin);
            System.arraycopy(samples, begin, window, filled, copied);
            filled += copied;
            begin += copied;
            if (filled == window.length) {
                analyse();
            }
        }
    }

    private void analyse() {
        int begin = frames * analysis.width();
        if (begin + analysis.width() > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(Math.addExact(begin, analysis.width()), begin / 2 * 3));
        }
        analysis.analyse(window, rows, begin);
        frames++;
        int kept = Math.max(0, window.length - hop);
        System.arraycopy(window, window.length - kept, window, 0, kept);
        filled = kept;
        toSkip = Math.max(0, hop - window.length);
    }

    /** Takes zeros until there are so many frames. */
    void padTo(int wanted) {
        float[] zeros = new float[hop];
        while (frames < wanted) {
            accept(zeros, zeros.length);
        }
    }

    /** How many windows were whole so far. */
    int frames() {
        return frames;
    }

    /** What the analysis made of the frames so far, one after the other; there may be more than that. */
    float[] rows() {
        return rows;
    }
}
