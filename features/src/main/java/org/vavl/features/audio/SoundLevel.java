package org.vavl.features.audio;

import java.nio.file.Path;
import java.util.BitSet;
import org.vavl.core.VavlException;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;

/** Whether there is anything to be heard: how far samples are from each other, wherever their middle is. */
public final class SoundLevel {
    /** 80 dB below full scale: no microphone is as quiet. */
    public static final float SILENT_MAGNITUDE = 1e-4f;

    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    /** Takes the next samples; full scale is ±1. */
    public void accept(float[] samples, int count) {
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, samples[i]);
            highest = Math.max(highest, samples[i]);
        }
    }

    /** Whether nothing can be heard so far. */
    public boolean isSilent() {
        return !(highest - lowest >= 2 * SILENT_MAGNITUDE);
    }

    /** Why nothing can be heard so far, for people. */
    public String whySilent() {
        return Math.abs(highest) < SILENT_MAGNITUDE || !(highest >= lowest)
                ? "its sound is silent"
                : "its sound is constant, " + highest + " throughout, so nothing can be heard";
    }

    /**
     * Makes sure that there is something to be heard in a recording. Reads no further than to where that is sure.
     *
     * @throws VavlException if it is silent or constant throughout, has no sound, or cannot be read
     */
    public static void requireAudible(Path media) {
        try (AudioReader reader = AudioReader.require(media, AudioReader.SAMPLE_RATE, MediaLimits.defaults())) {
            SoundLevel level = new SoundLevel();
            float[] piece = new float[AudioReader.SAMPLE_RATE];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                level.accept(piece, count);
                if (!level.isSilent()) {
                    return;
                }
            }
            if (level.highest >= level.lowest) {
                throw new VavlException(media + ": " + level.whySilent());
            }
        }
    }

    /**
     * Which frames of a network's features have sound at all: those whose samples are not all at the floor of {@link LogEnergy}, 100 dB below full
     * scale. What is below is what an editor or an encoder wrote, and no recording of silence. For one thread.
     */
    public static final class OfFrames {
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
        public OfFrames(int framesApart, int window) {
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
