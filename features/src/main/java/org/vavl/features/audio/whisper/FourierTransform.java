package org.vavl.features.audio.whisper;

/**
 * The discrete Fourier transform of 400 real samples, X[k] = Σ x[n]·exp(−2πi·kn/400) for k = 0 … 200. The even samples as real and the odd
 * ones as imaginary parts make 200 complex numbers, transformed by Stockham's algorithm in radices 5, 5, 4 and 2.
 *
 * <p>Not thread-safe.
 */
final class FourierTransform {
    /** N. */
    static final int SIZE = 400;

    /** How many different frequencies there are. */
    static final int BINS = SIZE / 2 + 1;

    private static final int HALF = SIZE / 2;
    private static final int LARGEST_RADIX = 5;

    private final int[] radices = {5, 5, 4, 2};
    private final double[] cosines = new double[SIZE];
    private final double[] sines = new double[SIZE];
    private double[] real = new double[HALF];
    private double[] imaginary = new double[HALF];
    private double[] nextReal = new double[HALF];
    private double[] nextImaginary = new double[HALF];
    private final double[] partReal = new double[LARGEST_RADIX];
    private final double[] partImaginary = new double[LARGEST_RADIX];

    FourierTransform() {
        for (int k = 0; k < SIZE; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / SIZE);
            sines[k] = Math.sin(2 * Math.PI * k / SIZE);
        }
    }

    /**
     * The power spectrum.
     *
     * @param signal 400 samples
     * @param power takes |X[k]|² of the 201 bins
     */
    void power(double[] signal, double[] power) {
        for (int i = 0; i < HALF; i++) {
            real[i] = signal[2 * i];
            imaginary[i] = signal[2 * i + 1];
        }
        int length = HALF;
        int stride = 1;
        for (int radix : radices) {
            pass(length, stride, radix);
            swap();
            length /= radix;
            stride *= radix;
        }
        for (int k = 0; k <= HALF; k++) {
            power[k] = power(k);
        }
    }

    /** y[q + s(pj + k)] = w^(jk) · Σᵣ x[q + s(j + mr)]·exp(−2πi·rk/p), m = n/p, w = exp(−2πi/n). */
    private void pass(int length, int stride, int radix) {
        int part = length / radix;
        for (int j = 0; j < part; j++) {
            for (int q = 0; q < stride; q++) {
                for (int r = 0; r < radix; r++) {
                    partReal[r] = real[q + stride * (j + part * r)];
                    partImaginary[r] = imaginary[q + stride * (j + part * r)];
                }
                for (int k = 0; k < radix; k++) {
                    butterfly(radix, k, SIZE / length * j * k % SIZE, q + stride * (radix * j + k));
                }
            }
        }
    }

    private void butterfly(int radix, int k, int twiddle, int target) {
        double re = partReal[0];
        double im = partImaginary[0];
        for (int r = 1; r < radix; r++) {
            int angle = SIZE / radix * (r * k % radix);
            re += partReal[r] * cosines[angle] + partImaginary[r] * sines[angle];
            im += partImaginary[r] * cosines[angle] - partReal[r] * sines[angle];
        }
        nextReal[target] = re * cosines[twiddle] + im * sines[twiddle];
        nextImaginary[target] = im * cosines[twiddle] - re * sines[twiddle];
    }

    private void swap() {
        double[] swappedReal = real;
        double[] swappedImaginary = imaginary;
        real = nextReal;
        imaginary = nextImaginary;
        nextReal = swappedReal;
        nextImaginary = swappedImaginary;
    }

    /** With Z the complex transform: X[k] = (Z[k] + Z*[N/2−k])/2 − i·exp(−2πi·k/N)·(Z[k] − Z*[N/2−k])/2. */
    private double power(int k) {
        int one = k % HALF;
        int other = (HALF - k) % HALF;
        double evenReal = (real[one] + real[other]) / 2;
        double evenImaginary = (imaginary[one] - imaginary[other]) / 2;
        double oddReal = (imaginary[one] + imaginary[other]) / 2;
        double oddImaginary = (real[other] - real[one]) / 2;
        double re = evenReal + oddReal * cosines[k] + oddImaginary * sines[k];
        double im = evenImaginary + oddImaginary * cosines[k] - oddReal * sines[k];
        return re * re + im * im;
    }
}
