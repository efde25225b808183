package org.vavl.features.audio;

/**
 * Triangular filters of height 1, evenly spaced on the mel scale mel(f) = 2595·log10(1 + f/700) (O'Shaughnessy 1987, as HTK has it):
 * each rises from the middle of the one before to its own and falls to the middle of the next.
 */
final class MelFilterBank {
    private final int[] firstBins;
    private final double[][] weights;

    /** @throws IllegalArgumentException if a band is so narrow that no bin of the transform lies in it */
    MelFilterBank(LogMelSettings settings) {
        int bands = settings.bands();
        double low = mel(settings.minimumFrequency());
        double step = (mel(settings.maximumFrequency()) - low) / (bands + 1);
        double binHertz = (double) settings.sampleRate() / settings.fourierSize();
        firstBins = new int[bands];
        weights = new double[bands][];
        for (int band = 0; band < bands; band++) {
            double left = hertz(low + band * step);
            double middle = hertz(low + (band + 1) * step);
            double right = hertz(low + (band + 2) * step);
            int first = (int) Math.floor(left / binHertz) + 1;
            int last = Math.min((int) Math.ceil(right / binHertz) - 1, settings.fourierSize() / 2);
            if (last < first) {
                throw new IllegalArgumentException(
                        "mel band " + band + " of " + bands + " from " + left + " to " + right
                                + " Hz has no bin of the Fourier transform, which are " + binHertz
                                + " Hz apart: fourierSize must be larger, or bands fewer");
            }
            firstBins[band] = first;
            weights[band] = new double[last - first + 1];
            for (int bin = first; bin <= last; bin++) {
                double frequency = bin * binHertz;
                weights[band][bin - first] = frequency <= middle
                        ? (frequency - left) / (middle - left)
                        : (right - frequency) / (right - middle);
            }
        }
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
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
