package org.vavl.features.audio;

import java.util.BitSet;

/**
 * Which frames of a network's features have sound at all: those whose samples are not all at the floor of {@link LogEnergy}, 100 dB below full
 * scale. What is below is what an editor or an encoder wrote, and no recording of silence. For one thread.
 */
public final class DigitalSilence {
    private final int framesApart;
    private final int window;
    private final BitSet valid = new BitSet();
    private int frames;

    /**
     * Looks at nothing yet.
     *
     * @param framesApart samples from a frame's begin to the next one's, at least 1
     * @param window samples of a frame, at least 1
     */
    public DigitalSilence(int framesApart, int window) {
        this.framesApart = framesApart;
        this.window = window;
    }

    /**
     * Looks at the next frames.
     *
     * @param samples as they were recorded, in which the first of these frames begins at {@code begin}; frames that end behind them are judged by
     *     what is there
     * @param begin not behind the samples
     * @param count how many frames
     */
    public void accept(float[] samples, int begin, int count) {
        for (int frame = 0; frame < count; frame++) {
            int from = Math.max(0, Math.min(begin + frame * framesApart, samples.length - window));
            int to = Math.min(samples.length, from + window);
            valid.set(frames++, isAboveTheFloor(samples, from, to));
        }
    }

    private static boolean isAboveTheFloor(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum > LogEnergy.FLOOR * (to - from);
    }

    /** The indices of the frames with sound. */
    public BitSet valid() {
        return (BitSet) valid.clone();
    }

    /** The same sample by sample, where stretches of 25 ms and more are silence. For one thread. */
    static final class OfSamples {
        private static final float FLOOR = (float) Math.sqrt(LogEnergy.FLOOR);

        private final int shortest;
        private final BitSet valid = new BitSet();
        private int samples;
        private int silent;

        OfSamples(int sampleRate) {
            shortest = sampleRate / 40;
        }

        void accept(float[] piece, int count) {
            valid.set(samples, samples + count);
            for (int i = 0; i < count; i++) {
                boolean quiet = Math.abs(piece[i]) <= FLOOR;
                if (!quiet) {
                    clear(samples + i);
                }
                silent = quiet ? silent + 1 : 0;
            }
            samples += count;
        }

        private void clear(int end) {
            if (silent >= shortest) {
                valid.clear(end - silent, end);
            }
        }

        BitSet valid() {
            clear(samples);
            return (BitSet) valid.clone();
        }
    }
}
