package org.vavl.model.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpectrumMasksTest {
    private static final int BANDS = 20;

    private static float[] ones(int frames) {
        float[] spectrum = new float[frames * BANDS];
        Arrays.fill(spectrum, 1);
        return spectrum;
    }

    private static boolean isHiddenBand(float[] spectrum, int band) {
        for (int at = band; at < spectrum.length; at += BANDS) {
            if (spectrum[at] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHiddenFrame(float[] spectrum, int frame) {
        for (int band = 0; band < BANDS; band++) {
            if (spectrum[frame * BANDS + band] != 0) {
                return false;
            }
        }
        return true;
    }

    /** What is hidden is whole bands and whole frames, no more than so many, each number up to the most as often. */
    @Test
    void hidesWholeBandsAndFramesUpToTheMost() {
        SpectrumMasks masks = new SpectrumMasks(1, 4, 6);
        SplittableRandom random = new SplittableRandom(5);
        int[] bandsHidden = new int[5];
        int[] framesHidden = new int[7];
        for (int draw = 0; draw < 2000; draw++) {
            float[] spectrum = ones(30);
            masks.hide(spectrum, BANDS, random);
            int bands = 0;
            int frames = 0;
            for (int band = 0; band < BANDS; band++) {
                bands += isHiddenBand(spectrum, band) ? 1 : 0;
            }
            for (int frame = 0; frame < 30; frame++) {
                frames += isHiddenFrame(spectrum, frame) ? 1 : 0;
            }
            int kept = 0;
            for (float value : spectrum) {
                kept += value == 1 ? 1 : 0;
            }
            assertThat(kept).isEqualTo((30 - frames) * (BANDS - bands));
            bandsHidden[bands]++;
            framesHidden[frames]++;
        }
        assertThat(Arrays.stream(bandsHidden)).allMatch(times -> times >= 320 && times <= 480);
        assertThat(Arrays.stream(framesHidden)).allMatch(times -> times >= 220 && times <= 350);
    }

    @Test
    void theSameNumbersHideTheSame() {
        float[] first = ones(9);
        float[] second = ones(9);
        new SpectrumMasks(3, 40, 40).hide(first, BANDS, new SplittableRandom(1));
        new SpectrumMasks(3, 40, 40).hide(second, BANDS, new SplittableRandom(1));
        assertThat(second).containsExactly(first);
    }

    @Test
    void withoutMasksNothingIsHidden() {
        float[] spectrum = ones(9);
        SpectrumMasks.none().hide(spectrum, BANDS, new SplittableRandom(1));
        assertThat(spectrum).containsExactly(ones(9));
        assertThat(SpectrumMasks.none().isNone()).isTrue();
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> new SpectrumMasks(-1, 4, 4)).hasMessageContaining("spectrumMasks.count");
        assertThatThrownBy(() -> new SpectrumMasks(1, 4, 5000)).hasMessageContaining("spectrumMasks.frames");
    }
}
