package org.vavl.features.audio;

/**
 * The discrete Fourier transform of N real samples, N a power of two: X[k] = Σ x[n]·exp(−2πi·kn/N) for k = 0 … N/2.
 *
 * <p>The even samples as real and the odd ones as imaginary parts make N/2 complex numbers, whose transform (radix 2, decimation in
 * time) is taken apart afterwards. Immutable.
 */
final class RealFourierTransform {
    private final int half;
    private final double[] cosines;
    private final double[] sines;
    private final int[] reversed;

    /** @param size N, a power of two, at least 4 */
    RealFourierTransform(int size) {
        if (size < 4 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size is " + size + ", and must be a power of two, at least 4");
        }
        half = size / 2;
        cosines = new double[half];
        sines = new double[half];
        for (int k = 0; k < half; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / size);
            sines[k] = Math.sin(2 * Math.PI * k / size);
        }
        reversed = new int[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> (Integer.SIZE - bits);
        }
    }

    /** N. */
    int size() {
        return 2 * half;
    }

    /** N/2 + 1, how many different frequencies there are. */
    int bins() {
        return half + 1;
    }

    /**
     * Transforms.
     *
     * @param signal N samples
     * @param real takes the real parts of the N/2 + 1 bins
     * @param imaginary takes their imaginary parts
     */
    void transform(double[] signal, double[] real, double[] imaginary) {
        for (int i = 0; i < half; i++) {
            real[reversed[i]] = signal[2 * i];
            imaginary[reversed[i]] = signal[2 * i + 1];
        }
        for (int span = 1; span < half; span *= 2) {
            butterflies(span, real, imaginary);
        }
        takeApart(real, imaginary);
    }

    private void butterflies(int span, double[] real, double[] imaginary) {
        int step = half / span; // through the table of a transform twice as long
        for (int begin = 0; begin < half; begin += 2 * span) {
            for (int i = 0; i < span; i++) {
                double cosine = cosines[i * step];
                double sine = sines[i * step];
                int upper = begin + i;
                int lower = upper + span;
                double re = real[lower] * cosine + imaginary[lower] * sine;
                double im = imaginary[lower] * cosine - real[lower] * sine;
                real[lower] = real[upper] - re;
                imaginary[lower] = imaginary[upper] - im;
                real[upper] += re;
                imaginary[upper] += im;
            }
        }
    }

    /** With Z the complex transform: X[k] = (Z[k] + Z*[N/2−k])/2 − i·exp(−2πi·k/N)·(Z[k] − Z*[N/2−k])/2. */
    private void takeApart(double[] real, double[] imaginary) {
        double re0 = real[0];
        double im0 = imaginary[0];
        real[0] = re0 + im0;
        imaginary[0] = 0;
        real[half] = re0 - im0;
        imaginary[half] = 0;
        for (int k = 1; k <= half / 2; k++) {
            int mirrored = half - k;
            double evenRe = (real[k] + real[mirrored]) / 2;
            double evenIm = (imaginary[k] - imaginary[mirrored]) / 2;
            double oddRe = (imaginary[k] + imaginary[mirrored]) / 2;
            double oddIm = (real[mirrored] - real[k]) / 2;
            double turnedRe = oddRe * cosines[k] + oddIm * sines[k];
            double turnedIm = oddIm * cosines[k] - oddRe * sines[k];
            real[k] = evenRe + turnedRe;
            imaginary[k] = evenIm + turnedIm;
            real[mirrored] = evenRe - turnedRe;
            imaginary[mirrored] = turnedIm - evenIm;
        }
    }
}
