package org.vavl.features.media;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Hears channels that cancel each other, such as speech in opposite phase: where the mean of all channels is far weaker than that of channels
 * that have nothing to do with each other would be, the loudest channel takes the place of every other one. All other sound stays
 * as it is, to the bit.
 *
 * <p>Energies are those of the last half second or so, without what does not change, so that the choice does not follow single sounds.
 */
final class ChannelCancellation {
    private static final double MEMORY_SECONDS = 0.5;

    /** Of the mean's energy, for channels that are independent: below it, they cancel. */
    private static final double CANCELS = 0.1;

    /** The same, above which they do not cancel any more. */
    private static final double IS_HEARD = 0.3;

    private static final int NONE = -1;

    private double[] energies = new double[0];
    private double meanEnergy;
    private int loudest = NONE;

    /** Changes the samples of the next frame of sound if its channels cancel. */
    void repair(AVFrame frame) {
        int channels = frame.ch_layout().nb_channels();
        if (channels < 2 || frame.nb_samples() == 0) {
            return;
        }
        if (channels != energies.length) {
            energies = new double[channels];
            meanEnergy = 0;
            loudest = NONE;
        }
        ChannelSamples samples = new ChannelSamples(frame);
        listen(samples, Math.exp(-frame.nb_samples() / (MEMORY_SECONDS * frame.sample_rate())));
        choose();
        if (loudest != NONE) {
            samples.spread(loudest);
        }
    }

    private void listen(ChannelSamples samples, double memory) {
        double[] sum = new double[samples.count()];
        double[] channel = new double[samples.count()];
        for (int c = 0; c < energies.length; c++) {
            samples.read(c, channel);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += channel[i];
            }
            energies[c] = memory * energies[c] + energy(channel);
        }
        meanEnergy = memory * meanEnergy + energy(sum) / ((double) energies.length * energies.length);
    }

    private static double energy(double[] samples) {
        double mean = Arrays.stream(samples).sum() / samples.length;
        double energy = 0;
        for (double sample : samples) {
            energy += (sample - mean) * (sample - mean);
        }
        return energy;
    }

    private void choose() {
        double independent = Arrays.stream(energies).sum() / ((double) energies.length * energies.length);
        if (loudest != NONE) {
            loudest = meanEnergy > IS_HEARD * independent ? NONE : loudest;
        } else if (meanEnergy < CANCELS * independent) {
            loudest = 0;
            for (int c = 1; c < energies.length; c++) {
                loudest = energies[c] > energies[loudest] ? c : loudest;
            }
        }
    }
}
