package org.vavl.features.audio.whisper;

/**
 * Triangular mel filters of equal area (Slaney 1998, Auditory Toolbox), from 0 to 8000 Hz over the bins of {@link FourierTransform}: the mel
 * scale is linear to 1000 Hz, 200/3 Hz a mel, and logarithmic above, 27 mel for a factor of 6.4. Immutable.
 */
final class SlaneyFilterBank {
    private static final double HIGHEST = 8000;
    private static final double HERTZ_PER_MEL = 200.0 / 3;
    private static final double BREAK_HERTZ = 1000;
    private static final double BREAK_MEL = BREAK_HERTZ / HERTZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private final int[] firstBins;
    private final double[][] weights;

    SlaneyFilterBank(int bands) {
        firstBins = new int[bands];
        weights = new double[bands][];
        double step = mel(HIGHEST) / (bands + 1);
        for (int band = 0; band < bands; band++) {
            fill(band, hertz(band * step), hertz((band + 1) * step), hertz((band + 2) * step));
        }
    }

    private void fill(int band, double left, double middle, double right) {
        double binHertz = HIGHEST / (FourierTransform.BINS - 1);
        int first = (int) Math.floor(left / binHertz) + 1;
        int last = Math.min((int) Math.ceil(right / binHertz) - 1, FourierTransform.BINS - 1);
        firstBins[band] = first;
        weights[band] = new double[Math.max(0, last - first + 1)];
        for (int bin = first; bin <= last; bin++) {
            double frequency = bin * binHertz;
            double height = Math.min((frequency - left) / (middle - left), (right - frequency) / (right - middle));
            weights[band][bin - first] = height * 2 / (right - left);
        }
    }

    private static double mel(double hertz) {
        return hertz < BREAK_HERTZ ? hertz / HERTZ_PER_MEL : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        return mel < BREAK_MEL ? mel * HERTZ_PER_MEL : BREAK_HERTZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
    }

    /** The energy in a band of a power spectrum. */
    double energy(int band, double[] power) {
        double sum = 0;
        double[] filter = weights[band];
        for (int i = 0; i < filter.length; i++) {
            sum += filter[i] * power[firstBins[band] + i];
        }
        return sum;
    }
}
