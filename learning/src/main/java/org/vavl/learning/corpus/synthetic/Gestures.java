package org.vavl.learning.corpus.synthetic;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

/**
 * Draws a modality's sequences. There are three gestures, each a direction in the space of D values; a clip shows all three, one
 * after the other, and the six orders are the six emotions. So the frames of two emotions differ in nothing but their order.
 */
final class Gestures {
    private static final int GESTURES = 3;
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    private static final ExtractorId EXTRACTOR = new ExtractorId("synthetic", "1");

    private final SyntheticModality modality;
    private final double[][] directions;

    Gestures(SyntheticModality modality, Random random) {
        this.modality = modality;
        this.directions = new double[GESTURES][modality.modality().width()];
        for (double[] direction : directions) {
            for (int d = 0; d < direction.length; d++) {
                direction[d] = random.nextBoolean() ? 1 : -1;
            }
        }
    }

    static ExtractorId extractor() {
        return EXTRACTOR;
    }

    FeatureSequence draw(int emotion, double[] offset, Random random) {
        int width = modality.modality().width();
        int frames = modality.minimumFrames() + random.nextInt(modality.maximumFrames() - modality.minimumFrames() + 1);
        float[] values = new float[frames * width];
        double[] centres = centres(random);
        for (int t = 0; t < frames; t++) {
            double time = (t + 0.5) / frames;
            for (int d = 0; d < width; d++) {
                double value = offset[d] + modality.noise() * random.nextGaussian();
                for (int place = 0; place < GESTURES; place++) {
                    value += height(time - centres[place]) * directions[ORDERS[emotion][place]][d];
                }
                values[t * width + d] = (float) value;
            }
        }
        BitSet valid = valid(frames, random);
        for (int t = valid.nextClearBit(0); t < frames; t = valid.nextClearBit(t + 1)) {
            Arrays.fill(values, t * width, (t + 1) * width, 0);
        }
        return new FeatureSequence(FloatBuffer.wrap(values), width, modality.frameRate(), valid, EXTRACTOR);
    }

    /** When the gestures are made, from 0 to 1: about a third of the clip apart. */
    private static double[] centres(Random random) {
        double[] centres = new double[GESTURES];
        for (int place = 0; place < GESTURES; place++) {
            centres[place] = (place + 0.5 + 0.2 * (random.nextDouble() - 0.5)) / GESTURES;
        }
        return centres;
    }

    /** A bump a third of the clip wide. */
    private static double height(double distance) {
        double scaled = distance * GESTURES;
        return Math.exp(-4 * scaled * scaled);
    }

    /** Lost frames come in runs of up to three; the first frame is never lost. */
    private BitSet valid(int frames, Random random) {
        BitSet valid = new BitSet();
        valid.set(0, frames);
        for (int t = 1; t < frames; t++) {
            if (random.nextDouble() < modality.invalid() / 2) {
                valid.clear(t, Math.min(frames, t + 1 + random.nextInt(3)));
            }
        }
        return valid;
    }
}
