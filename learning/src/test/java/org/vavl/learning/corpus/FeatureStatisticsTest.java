package org.vavl.learning.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;

class FeatureStatisticsTest {
    private static final Modality ACOUSTIC = new Modality("acoustic", 2);

    @Test
    void measuresValidFramesOfClipsThatHaveTheModality() {
        FeatureSequence sequence = sequence(valid(0, 2), 1, 10, Float.NaN, 99, 3, 30);
        FeatureStatistics statistics = FeatureStatistics.measure(
                ACOUSTIC,
                List.of(clip(sequence), clip(TestCorpus.features(5, 20)), new Clip("b", "s", LABELS, Map.of())));
        assertThat(statistics.means()).containsExactly(3, 20);
        assertThat(statistics.deviations()[0]).isCloseTo((float) Math.sqrt(8 / 3.0), within(1e-6f));
        assertThat(statistics.deviations()[1]).isCloseTo((float) Math.sqrt(200 / 3.0), within(1e-5f));
        assertThat(statistics.normalise(1, 20)).isZero();
    }

    @Test
    void staysExactFarFromZero() {
        Random random = new Random(1);
        List<Clip> clips = new ArrayList<>();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 1000; i++) {
            float small = random.nextInt(100) / 16f; // exact in float32 beside 2^16
            sum += small;
            squares += small * small;
            clips.add(clip(TestCorpus.features(65536 + small, 1)));
        }
        double mean = sum / 1000;
        FeatureStatistics statistics = FeatureStatistics.measure(ACOUSTIC, clips);
        assertThat(statistics.means()[0]).isCloseTo((float) (65536 + mean), within(0.005f));
        assertThat((double) statistics.deviations()[0])
                .isCloseTo(Math.sqrt(squares / 1000 - mean * mean), within(1e-5));
    }

    @Test
    void constantValuesHaveDeviationOneAndSmallOnesAreNotConstant() {
        FeatureStatistics statistics = FeatureStatistics.measure(
                ACOUSTIC, List.of(clip(TestCorpus.features(0.1f, 1e-9f)), clip(TestCorpus.features(0.1f, 3e-9f))));
        assertThat(statistics.deviations()[0]).isEqualTo(1);
        assertThat(statistics.deviations()[1]).isCloseTo(1e-9f, within(1e-14f));
    }

    @Test
    void refusesClipsWithoutTheModality() {
        assertThatThrownBy(() -> FeatureStatistics.measure(ACOUSTIC, List.of(new Clip("b", "s", LABELS, Map.of()))))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("valid frame of acoustic (2) features");
    }

    private static final Labels LABELS = Labels.ofClass("happy");

    private static Clip clip(FeatureSequence sequence) {
        return new Clip("a", "s", LABELS, Map.of("acoustic", () -> sequence));
    }

    private static BitSet valid(int... frames) {
        BitSet valid = new BitSet();
        for (int frame : frames) {
            valid.set(frame);
        }
        return valid;
    }

    private static FeatureSequence sequence(BitSet valid, float... values) {
        return new FeatureSequence(FloatBuffer.wrap(values), 2, 50, valid, TestCorpus.EXTRACTOR);
    }
}
