package org.vavl.features.audio;

/**
 * A window's log-mel spectrum: Hann window, power spectrum, mel filters, natural logarithm. In a window of full-scale noise a band's
 * energy is in the order of 100.
 *
 * <p>Not thread-safe.
 */
final class LogMel implements FrameAnalysis {
    private final LogMelSettings settings;
    private final RealFourierTransform fourier;
    private final MelFilterBank filters;
    private final double[] window;
    private final double[] padded;
    private final double[] real;
    private final double[] imaginary;
    private final double[] power;

    LogMel(LogMelSettings settings) {
        this.settings = settings;
        fourier = new RealFourierTransform(settings.fourierSize());
        filters = new MelFilterBank(settings);
        window = HannWindow.ofLength(settings.windowSamples());
        padded = new double[fourier.size()];
        real = new double[fourier.bins()];
        imaginary = new double[fourier.bins()];
        power = new double[fourier.bins()];
    }

    @Override
    public int windowSamples() {
        return window.length;
    }

    @Override
    public int width() {
        return settings.bands();
    }

    @Override
    public void analyse(float[] samples, float[] row, int begin) {
        for (int n = 0; n < window.length; n++) {
            padded[n] = samples[n] * window[n];
        }
        fourier.transform(padded, real, imaginary);
        for (int k = 0; k < power.length; k++) {
            power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
        for (int band = 0; band < settings.bands(); band++) {
            row[begin + band] = (float) Math.log(Math.max(filters.energy(band, power), settings.floor()));
        }
    }
}
