package org.vavl.features.audio;

import java.util.Arrays;

/**
 * A window's pitch by normalised autocorrelation (Boersma 1993, "Accurate short-term analysis of the fundamental frequency…"): the
 * autocorrelation of the windowed samples, divided by that of the window, is largest at the lag of a period. Fills two columns: log2
 * of the frequency in Hz, and the strength of the correlation, from 0 (noise) to 1 (strictly periodic).
 *
 * <p>Not thread-safe.
 */
final class Pitch implements FrameAnalysis {
    /** What an octave costs, so that of a period and its multiples, which correlate as well, the period wins. */
    private static final double COST_PER_OCTAVE = 0.01;

    /**
     * By what share of its height a top rises from the lowest correlation before it. That of a period does, since halfway the samples are not alike;
     * noise on the slope of a slow rumble does not.
     */
    private static final double LEAST_RISE = 0.3;

    private static final int NONE = -1;

    /** Added to the energy, so that the noise of 16 bits, which may well be periodic, is weak. */
    private static final double ENERGY_OF_SILENCE = 1e-6;

    private final int sampleRate;
    private final int shortestLag;
    private final int longestLag;
    private final double[] window;
    private final double[] windowCorrelation;
    private final RealFourierTransform fourier;
    private final double[] padded;
    private final double[] real;
    private final double[] imaginary;

    private final boolean requiresATop;

    Pitch(PitchSettings settings, int sampleRate, AcousticAlgorithm algorithm) {
        this.requiresATop = algorithm.requiresATop();
        this.sampleRate = sampleRate;
        shortestLag = (int) Math.floor(sampleRate / settings.maximumFrequency());
        longestLag = (int) Math.ceil(sampleRate / settings.minimumFrequency());
        window = HannWindow.ofLength((int) Math.round(settings.windowSeconds() * sampleRate));
        // Long enough for the lags in use not to be mixed with those of the other end.
        fourier = new RealFourierTransform(Integer.highestOneBit(window.length + longestLag) * 2);
        padded = new double[fourier.size()];
        real = new double[fourier.bins()];
        imaginary = new double[fourier.bins()];
        System.arraycopy(window, 0, padded, 0, window.length);
        correlate();
        windowCorrelation = real.clone();
    }

    @Override
    public int windowSamples() {
        return window.length;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public void analyse(float[] samples, float[] row, int begin) {
        double mean = 0;
        for (float sample : samples) {
            mean += sample;
        }
        mean /= samples.length;
        for (int n = 0; n < window.length; n++) {
            padded[n] = (samples[n] - mean) * window[n];
        }
        correlate();
        double energy = real[0] + ENERGY_OF_SILENCE;
        for (int lag = requiresATop ? 1 : shortestLag - 1; lag <= longestLag + 1; lag++) {
            real[lag] *= windowCorrelation[0] / (windowCorrelation[lag] * energy);
        }
        int best = bestLag();
        if (best == NONE) {
            row[begin] = (float) (Math.log(sampleRate / Math.sqrt((double) shortestLag * longestLag)) / Math.log(2));
            row[begin + 1] = 0;
            return;
        }
        double period = best + offsetOfTop(best);
        row[begin] = (float) (Math.log(sampleRate / period) / Math.log(2));
        row[begin + 1] = (float) Math.max(0, Math.min(1, real[best]));
    }

    /** Puts the autocorrelation of what is in {@code padded} into {@code real}: the transform of the power spectrum. */
    private void correlate() {
        Arrays.fill(padded, window.length, padded.length, 0);
        fourier.transform(padded, real, imaginary);
        for (int k = 0; k < real.length; k++) {
            double power = (real[k] * real[k] + imaginary[k] * imaginary[k]) / padded.length;
            padded[k] = power;
            padded[(padded.length - k) % padded.length] = power;
        }
        fourier.transform(padded, real, imaginary);
    }

    private int bestLag() {
        int best = requiresATop ? NONE : shortestLag;
        double most = Double.NEGATIVE_INFINITY;
        double lowest = lowestBefore(shortestLag);
        for (int lag = shortestLag; lag <= longestLag; lag++) {
            double worth = real[lag] - COST_PER_OCTAVE * Math.log((double) lag / shortestLag) / Math.log(2);
            boolean isTop = real[lag] >= real[lag - 1] && real[lag] >= real[lag + 1];
            lowest = Math.min(lowest, real[lag]);
            boolean isPeriod = isTop && (!requiresATop || real[lag] - lowest >= LEAST_RISE * real[lag]);
            if (isPeriod && worth > most) {
                most = worth;
                best = lag;
            }
        }
        return best;
    }

    private double lowestBefore(int end) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int lag = 1; requiresATop && lag < end; lag++) {
            lowest = Math.min(lowest, real[lag]);
        }
        return lowest;
    }

    /** Where between the lags the parabola through three of them has its top. */
    private double offsetOfTop(int lag) {
        double bend = real[lag - 1] - 2 * real[lag] + real[lag + 1];
        double offset = bend < 0 ? (real[lag - 1] - real[lag + 1]) / (2 * bend) : 0;
        return Math.max(-0.5, Math.min(0.5, offset));
    }
}
