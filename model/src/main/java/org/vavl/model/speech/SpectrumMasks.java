package org.vavl.model.speech;

import static org.vavl.model.SettingRange.requireWithin;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hides bands and spans of a spectrum while training, as SpecAugment does (Park et al. 2019, without the time warp): so many times a number of
 * neighbouring bands, and as often a number of frames in a row, each number drawn evenly up to its most.
 *
 * @param count of masks over bands, and of those over frames; 0 for none
 * @param bands the most that one mask hides
 * @param frames the most that one mask hides, of 10 ms
 */
public record SpectrumMasks(int count, int bands, int frames) {
    /** What a hidden value is: 4 decades below the power 1, as silence is in a soft recording. */
    private static final float HIDDEN = 0;

    /** Checks the ranges. */
    public SpectrumMasks {
        requireWithin("spectrumMasks.count", count, 0, 100);
        requireWithin("spectrumMasks.bands", bands, 0, 1000);
        requireWithin("spectrumMasks.frames", frames, 0, 3000);
    }

    /** Nothing is hidden. */
    public static SpectrumMasks none() {
        return new SpectrumMasks(0, 0, 0);
    }

    /** Whether nothing is hidden ever. */
    public boolean isNone() {
        return count == 0;
    }

    /**
     * Hides what is drawn.
     *
     * @param spectrum T′ × M values, which are changed
     * @param melBands M
     */
    void hide(float[] spectrum, int melBands, SplittableRandom random) {
        int length = spectrum.length / melBands;
        for (int mask = 0; mask < count; mask++) {
            int hiddenBands = random.nextInt(Math.min(bands, melBands) + 1);
            int lowest = random.nextInt(melBands - hiddenBands + 1);
            for (int frame = 0; frame < length; frame++) {
                int band = frame * melBands + lowest;
                Arrays.fill(spectrum, band, band + hiddenBands, HIDDEN);
            }
            int hiddenFrames = random.nextInt(Math.min(frames, length) + 1);
            int first = random.nextInt(length - hiddenFrames + 1);
            Arrays.fill(spectrum, first * melBands, (first + hiddenFrames) * melBands, HIDDEN);
        }
    }
}
