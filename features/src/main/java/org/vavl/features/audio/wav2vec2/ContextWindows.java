package org.vavl.features.audio.wav2vec2;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.vavl.features.storage.FeatureSpool;

/**
 * Runs a transformer over windows of a sequence of known length that comes in pieces. A sequence no longer than a window is seen whole.
 * Of a longer one, each window gives the frames that have the context on both sides, the first and the last also those at the
 * sequence's ends; every frame is given once.
 */
public final class ContextWindows {
    private final long frames;
    private final int window;
    private final int context;
    private final int width;
    private final UnaryOperator<float[]> transformer;
    private final FeatureSpool target;
    private float[] buffer = new float[0];
    private long bufferBegin;
    private long done;

    /**
     * Windows.
     *
     * @param frames T, of the whole sequence
     * @param window frames of a window at most
     * @param context frames at either end of a window that only serve the rest, less than half of it
     * @param width values of a frame that comes in
     * @param transformer answers frames with as many frames
     * @param target for what it answers
     */
    public ContextWindows(
            long frames, int window, int context, int width, UnaryOperator<float[]> transformer, FeatureSpool target) {
        this.frames = frames;
        this.window = (int) Math.min(window, frames);
        this.context = context;
        this.width = width;
        this.transformer = transformer;
        this.target = target;
    }

    /** Takes the next frames. */
    public void accept(float[] piece) {
        float[] joined = Arrays.copyOf(buffer, buffer.length + piece.length);
        System.arraycopy(piece, 0, joined, buffer.length, piece.length);
        buffer = joined;
        while (done < frames && begin() + window <= bufferBegin + buffer.length / width) {
            run(begin());
        }
    }

    /** How many frames were given so far. */
    public long done() {
        return done;
    }

    /** Where the next window begins. */
    private long begin() {
        return Math.min(Math.max(0, done - context), frames - window);
    }

    private void run(long begin) {
        int from = (int) (begin - bufferBegin) * width;
        float[] answer = transformer.apply(Arrays.copyOfRange(buffer, from, from + window * width));
        int answerWidth = answer.length / window;
        long end = begin + window == frames ? frames : begin + window - context;
        target.append(answer, (int) (done - begin) * answerWidth, (int) (end - done) * answerWidth);
        done = end;
        int drop = done == frames ? buffer.length / width : (int) (begin() - bufferBegin);
        buffer = Arrays.copyOfRange(buffer, drop * width, buffer.length);
        bufferBegin += drop;
    }
}
