package org.vavl.features.audio;

/** A window's loudness: ln of the mean square of its samples. */
final class LogEnergy implements FrameAnalysis {
    /** 100 dB below full scale, less than what 16 bits can hold. */
    private static final double FLOOR = 1e-10;

    private final int windowSamples;

    LogEnergy(int windowSamples) {
        this.windowSamples = windowSamples;
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
