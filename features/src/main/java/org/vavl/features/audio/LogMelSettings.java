package org.vavl.features.audio;

/**
 * How a sound is turned into log-mel frames. Frame i covers the window that begins i hops after the sound's beginning; nothing is
 * padded, so that T = 1 + ⌊(samples − window) / hop⌋.
 *
 * @param sampleRate samples per second
 * @param windowSeconds length of a frame's window, in seconds
 * @param hopSeconds from one frame to the next, in seconds
 * @param fourierSize length of the Fourier transform in samples, a power of two and at least a window; the rest is zeros
 * @param bands number of mel bands
 * @param minimumFrequency lower edge of the lowest band, in Hz
 * @param maximumFrequency upper edge of the highest band, in Hz, at most half of the sample rate
 * @param floor the least energy of a band, which stands for all that is below
 */
public record LogMelSettings(
        int sampleRate,
        double windowSeconds,
        double hopSeconds,
        int fourierSize,
        int bands,
        double minimumFrequency,
        double maximumFrequency,
        double floor) {
    private static final int MAXIMUM_FOURIER_SIZE = 1 << 16;
    private static final LogMelSettings DEFAULTS = new LogMelSettings(16_000, 0.025, 0.02, 1024, 80, 60, 8000, 1e-7);

    /** Checks the ranges. */
    public LogMelSettings {
        require(sampleRate >= 4000 && sampleRate <= 192_000, "sampleRate", sampleRate, "4000 to 192000 Hz");
        require(windowSeconds >= 0.001 && windowSeconds <= 1, "windowSeconds", windowSeconds, "0.001 to 1");
        require(hopSeconds >= 0.001 && hopSeconds <= 1, "hopSeconds", hopSeconds, "0.001 to 1");
        require(
                Integer.bitCount(fourierSize) == 1
                        && fourierSize >= Math.round(windowSeconds * sampleRate)
                        && fourierSize <= MAXIMUM_FOURIER_SIZE,
                "fourierSize",
                fourierSize,
                "a power of two from the " + Math.round(windowSeconds * sampleRate) + " samples of a window to "
                        + MAXIMUM_FOURIER_SIZE);
        require(bands >= 1 && bands <= 1024, "bands", bands, "1 to 1024");
        require(minimumFrequency >= 0, "minimumFrequency", minimumFrequency, "0 Hz or more");
        require(
                maximumFrequency > minimumFrequency && maximumFrequency <= sampleRate / 2.0,
                "maximumFrequency",
                maximumFrequency,
                "above minimumFrequency and at most half of the sample rate, " + sampleRate / 2.0 + " Hz");
        require(floor > 0 && floor < 1, "floor", floor, "above 0 and below 1");
    }

    private static void require(boolean right, String name, Number value, String range) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be " + range);
        }
    }

    /** 80 bands from 60 to 8000 Hz, 25 ms every 20 ms, at 16 kHz. */
    public static LogMelSettings defaults() {
        return DEFAULTS;
    }

    /** The same with other windows. */
    public LogMelSettings withWindow(double newWindowSeconds, double newHopSeconds) {
        return new LogMelSettings(
                sampleRate,
                newWindowSeconds,
                newHopSeconds,
                fourierSize,
                bands,
                minimumFrequency,
                maximumFrequency,
                floor);
    }

    /** The same with another length of the Fourier transform. */
    public LogMelSettings withFourierSize(int newFourierSize) {
        return new LogMelSettings(
                sampleRate,
                windowSeconds,
                hopSeconds,
                newFourierSize,
                bands,
                minimumFrequency,
                maximumFrequency,
                floor);
    }

    /** The same with so many bands. */
    public LogMelSettings withBands(int newBands) {
        return new LogMelSettings(
                sampleRate,
                windowSeconds,
                hopSeconds,
                fourierSize,
                newBands,
                minimumFrequency,
                maximumFrequency,
                floor);
    }

    /** The same with another upper edge of the highest band. */
    public LogMelSettings withMaximumFrequency(double newMaximumFrequency) {
        return new LogMelSettings(
                sampleRate,
                windowSeconds,
                hopSeconds,
                fourierSize,
                bands,
                minimumFrequency,
                newMaximumFrequency,
                floor);
    }

    /** The same with another least energy. */
    public LogMelSettings withFloor(double newFloor) {
        return new LogMelSettings(
                sampleRate,
                windowSeconds,
                hopSeconds,
                fourierSize,
                bands,
                minimumFrequency,
                maximumFrequency,
                newFloor);
    }

    /** Length of a window in samples. */
    public int windowSamples() {
        return (int) Math.round(windowSeconds * sampleRate);
    }

    /** From one frame to the next, in samples. */
    public int hopSamples() {
        return (int) Math.round(hopSeconds * sampleRate);
    }
}
