package org.vavl.features.audio;

import org.vavl.features.storage.FeatureSpool;

/**
 * Cuts samples that come in pieces of any size into windows that overlap, and gathers what the analysis makes of each, in a temporary file
 * where that is much.
 */
final class Framer implements AutoCloseable {
    private final FrameAnalysis analysis;
    private final int hop;
    private final float[] window;
    private int filled;
    private int toSkip;
    private final float[] row;
    private final FeatureSpool rows = new FeatureSpool();
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
        this.row = new float[analysis.width()];
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
        analysis.analyse(window, row, 0);
        rows.append(row, 0, row.length);
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

    /** No more samples come; rows can be read from now on. */
    void complete() {
        rows.complete();
    }

    /** What the analysis made of the frames from one to before another one, one after the other. */
    float[] rows(int begin, int end) {
        float[] some = new float[Math.multiplyExact(end - begin, row.length)];
        rows.read((long) begin * row.length, some);
        return some;
    }

    @Override
    public void close() {
        rows.close();
    }
}
