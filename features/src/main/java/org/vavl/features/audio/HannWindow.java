package org.vavl.features.audio;

/** The periodic Hann window, w[n] = (1 − cos(2πn/N))/2. */
final class HannWindow {
    private HannWindow() {}

    static double[] ofLength(int length) {
        double[] window = new double[length];
        for (int n = 0; n < length; n++) {
            window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / length);
        }
        return window;
    }
}
