package org.vavl.features.audio;

import java.util.BitSet;

/** A window's loudness: ln of the mean square of its samples. */
final class LogEnergy implements FrameAnalysis {
    /** 100 dB below full scale, less than what 16 bits can hold. */
    static final double FLOOR = 1e-10;

    private static final float LOG_FLOOR = (float) Math.log(FLOOR);

    private final int windowSamples;

    LogEnergy(int windowSamples) {
        this.windowSamples = windowSamples;
    }

    /** Leaves out the frames in which there is nothing at all. */
    static void clearTheFloor(BitSet frames, float[] logEnergies) {
        for (int frame = 0; frame < logEnergies.length; frame++) {
            if (logEnergies[frame] <= LOG_FLOOR) {
                frames.clear(frame);
            }
        }
    }

    @Override
    public int windowSamples() {
        return windowSamples;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void analyse(float[] samples, float[] row, int begin) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        row[begin] = (float) Math.log(Math.max(sum / samples.length, FLOOR));
    }
}
