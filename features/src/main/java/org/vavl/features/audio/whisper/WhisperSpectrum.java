package org.vavl.features.audio.whisper;

import java.util.BitSet;
import org.vavl.features.storage.FeatureSpool;

/**
 * A sound's log-mel spectrum as Whisper takes it: 25 ms every 10 ms at 16 kHz, centred, the sound mirrored at both ends; Hann window, power
 * spectrum, mel filters, log₁₀, nothing more than 8 below the largest value of the whole sound, (x + 4)/4. The
 * sound comes in pieces; how they are cut makes no difference. Spectra are in a temporary file once they are many.
 *
 * <p>Also tells which of the encoder's frames, of 20 ms, hold nothing but digital silence.
 *
 * <p>Used once. Not thread-safe.
 */
public final class WhisperSpectrum implements AutoCloseable {
    /** Samples per second. */
    public static final int SAMPLE_RATE = 16_000;

    /** Samples of a frame, which are transformed at once. */
    public static final int WINDOW = FourierTransform.SIZE;

    /** From one frame to the next, in samples. */
    public static final int HOP = 160;

    /** What a sound must have, for it to be mirrored. */
    public static final int LEAST_SAMPLES = FourierTransform.SIZE;

    /** What an energy is at least, before its logarithm is taken. */
    public static final double LEAST_ENERGY = 1e-10;

    /** How far below the largest value of the whole sound a value is at most, in powers of ten. */
    public static final float RANGE = 8;

    /** Samples that lie mirrored before and behind the sound. */
    public static final int MARGIN = FourierTransform.SIZE / 2;

    /** Different frequencies of a frame. */
    public static final int BINS = FourierTransform.BINS;

    private static final int ZEROS_AT_A_TIME = 4096;

    private final int bands;
    private final SlaneyFilterBank filters;
    private final FourierTransform fourier = new FourierTransform();
    private final DigitalSilence silence = new DigitalSilence();
    private final double[] hann = window();
    private final double[] windowed = new double[FourierTransform.SIZE];
    private final double[] power = new double[FourierTransform.BINS];
    private final float[] window = new float[FourierTransform.SIZE];
    private final float[] row;
    private final FeatureSpool rows = new FeatureSpool();
    private int filled = MARGIN;
    private boolean mirrored;
    private long samples;
    private long frames;
    private float largest = Float.NEGATIVE_INFINITY;

    /**
     * A sound that has not begun.
     *
     * @param bands M
     */
    public WhisperSpectrum(int bands) {
        this.bands = bands;
        filters = new SlaneyFilterBank(bands);
        row = new float[bands];
    }

    /**
     * The mel filters, by which a power spectrum is multiplied.
     *
     * @param bands M
     * @return {@link #BINS} × M values
     */
    public static float[] filters(int bands) {
        SlaneyFilterBank bank = new SlaneyFilterBank(bands);
        float[] filters = new float[BINS * bands];
        for (int bin = 0; bin < BINS; bin++) {
            double[] one = new double[BINS];
            one[bin] = 1;
            for (int band = 0; band < bands; band++) {
                filters[bin * bands + band] = (float) bank.energy(band, one);
            }
        }
        return filters;
    }

    /** The window by which the samples of a frame are multiplied, {@link #WINDOW} values. */
    public static double[] window() {
        double[] window = new double[WINDOW];
        for (int n = 0; n < WINDOW; n++) {
            window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / WINDOW);
        }
        return window;
    }

    /**
     * The spectrum of a whole sound.
     *
     * @param samples at 16 kHz, at least {@link #LEAST_SAMPLES}; full scale is ±1
     * @param bands M
     * @return T′ × M values
     */
    public static float[] of(float[] samples, int bands) {
        try (WhisperSpectrum spectrum = new WhisperSpectrum(bands)) {
            spectrum.accept(samples, samples.length);
            spectrum.finish(0);
            return spectrum.read(0, Math.toIntExact(spectrum.frames()));
        }
    }

    /**
     * Takes the next samples.
     *
     * @param piece full scale is ±1
     * @param count how many of them
     */
    public void accept(float[] piece, int count) {
        silence.accept(piece, count);
        take(piece, count);
    }

    private void take(float[] piece, int count) {
        for (int begin = 0; begin < count; ) {
            int copied = Math.min(window.length - filled, count - begin);
            System.arraycopy(piece, begin, window, filled, copied);
            filled += copied;
            begin += copied;
            samples += copied;
            if (filled == window.length) {
                analyse();
            }
        }
    }

    private void analyse() {
        if (!mirrored) {
            mirrorTheBegin();
        }
        for (int n = 0; n < window.length; n++) {
            windowed[n] = window[n] * hann[n];
        }
        fourier.power(windowed, power);
        for (int band = 0; band < bands; band++) {
            row[band] = (float) Math.log10(Math.max(filters.energy(band, power), LEAST_ENERGY));
            largest = Math.max(largest, row[band]);
        }
        rows.append(row, 0, bands);
        frames++;
        System.arraycopy(window, HOP, window, 0, window.length - HOP);
        filled = window.length - HOP;
    }

    /** The first window's begin lies before the sound, whose mirror image about its first sample is there. At its first sample the Hann window is 0. */
    private void mirrorTheBegin() {
        for (int n = 1; n < MARGIN; n++) {
            window[MARGIN - n] = window[MARGIN + n];
        }
        mirrored = true;
    }

    /** How many samples came so far. */
    public long samples() {
        return samples;
    }

    /**
     * Ends the sound, which must have {@link #LEAST_SAMPLES}.
     *
     * @param least samples up to which it is filled with zeros
     */
    public void finish(long least) {
        float[] zeros = new float[ZEROS_AT_A_TIME];
        while (samples < least) {
            take(zeros, (int) Math.min(zeros.length, least - samples));
        }
        long wanted = samples / HOP;
        float[] mirror = new float[MARGIN];
        for (int n = 0; n < MARGIN; n++) {
            mirror[n] = window[filled - 2 - n];
        }
        for (int n = 0; frames < wanted; n++) {
            take(new float[] {mirror[n]}, 1); // a frame reaches at most 40 samples beyond the end
        }
        rows.complete();
    }

    /** T′, of the ended sound, one for 10 ms. */
    public long frames() {
        return frames;
    }

    /** Which frames of 20 ms hold more than digital silence. */
    BitSet audible() {
        return silence.audible();
    }

    /**
     * Some frames of the ended sound, as the network takes them.
     *
     * @param begin the first of them
     * @param count how many
     * @return count × M values
     */
    public float[] read(long begin, int count) {
        float[] values = new float[Math.multiplyExact(count, bands)];
        rows.read(begin * bands, values);
        float least = largest - RANGE;
        for (int i = 0; i < values.length; i++) {
            values[i] = (Math.max(values[i], least) + 4) / 4;
        }
        return values;
    }

    /** Frees the temporary file, if there is one. */
    @Override
    public void close() {
        rows.close();
    }
}
