package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.vavl.features.audio.GoldenSignals.extract;
import static org.vavl.features.audio.GoldenSignals.gliding;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.FeatureSequence;

class ClipSummaryTest {
    private static BitSet range(int begin, int end) {
        BitSet range = new BitSet();
        range.set(begin, end);
        return range;
    }

    private static AcousticSettings summed(int cepstra, int stacking, SummarySettings summary) {
        return AcousticSettings.defaults()
                .withCepstra(cepstra)
                .withStacking(stacking)
                .withSummary(summary);
    }

    @Test
    void aSegmentIsTheMeanOfItsFramesAndOfPartsOfThoseAtItsBorders() {
        FrameMatrix frames = new FrameMatrix(new float[] {1, 10, 2, 20, 3, 30, 4, 40, 5, 50}, 2);
        assertThat(frames.segments(range(0, 5), 5).values()).containsExactly(frames.values());
        assertThat(frames.segments(range(0, 5), 1).values()).containsExactly(3, 30);
        // Two and a half frames each: (1 + 2 + 3/2)/2.5 and (3/2 + 4 + 5)/2.5.
        assertThat(frames.segments(range(0, 5), 2).values()).containsExactly(1.8f, 18, 4.2f, 42);
        assertThat(frames.segments(range(1, 3), 4).values()).containsExactly(2, 20, 2, 20, 3, 30, 3, 30);
    }

    @Test
    void framesThatAreNotValidAreLeftOut() {
        BitSet ends = range(0, 1);
        ends.set(4);
        FrameMatrix frames = new FrameMatrix(new float[] {1, Float.NaN, Float.NaN, Float.NaN, 5}, 1);
        assertThat(frames.segments(ends, 2).values()).containsExactly(1, 5);
    }

    @Test
    void segmentsOfTheSameLengthKeepTheMean() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int time = 0; time < 100; time++) {
            int count = 1 + random.nextInt(40);
            float[] values = new float[count];
            double sum = 0;
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
                sum += values[i];
            }
            int segments = 1 + random.nextInt(20);
            double total = 0;
            for (float value : new FrameMatrix(values, 1)
                    .segments(range(0, count), segments)
                    .values()) {
                total += value;
            }
            assertThat(total / segments).as("seed %d", seed).isCloseTo(sum / count, offset(1e-5));
        }
    }

    @Test
    void statisticsAreThoseOfTheValidFrames() {
        AcousticSettings settings = summed(1, 1, new SummarySettings(0, true));
        List<String> names = Functionals.names(List.of("cepstrum-0", "energy", "pitch", "voicing"), settings);
        float[] values = {
            9, 99, 9, 1, // not valid
            1, -8, 6, 0.9f, //
            2, -6, 7, 0.1f, //
            4, -4, 8, 0.8f, //
            5, -2, 9, 0.7f
        };
        float[] statistics = Functionals.of(new FrameMatrix(values, 4), range(1, 5), settings);
        assertThat(statistics).hasSize(names.size());
        assertThat(statistics[names.indexOf("spread-cepstrum-0")]).isCloseTo((float) Math.sqrt(2.5), offset(1e-6f));
        // From frame to frame 1 at the ends, 3 and 3 between.
        assertThat(statistics[names.indexOf("change-cepstrum-0")]).isCloseTo((1 + 3 + 3 + 1) / 4f, offset(1e-6f));
        assertThat(statistics[names.indexOf("energy-loudest")]).isEqualTo(-2);
        assertThat(statistics[names.indexOf("energy-p50")]).isEqualTo(-3);
        assertThat(statistics[names.indexOf("energy-p25")]).isCloseTo(-4.5f, offset(1e-6f));
        assertThat(statistics[names.indexOf("pitch-p50")]).isEqualTo(8);
        assertThat(statistics[names.indexOf("pitch-p75")]).isEqualTo(8.5f);
        assertThat(statistics[names.indexOf("voiced-share")]).isEqualTo(0.75f);
        assertThat(statistics[names.indexOf("voiced-rate")]).isCloseTo(2 / 0.08f, offset(1e-4f));
        assertThat(statistics[names.indexOf("duration")]).isCloseTo((float) Math.log(0.08), offset(1e-6f));
    }

    @Test
    void aClipIsOneVectorWhereAsManySegmentsAreStacked() {
        AcousticSettings settings = summed(16, 8, new SummarySettings(8, true));
        FeatureSequence vector = extract(settings, gliding(150, 300));
        assertThat(settings.columns()).hasSize(8 * 19 + 2 * 19 + 6 + 9 + 1).doesNotHaveDuplicates();
        assertThat(vector.width()).isEqualTo(settings.columns().size());
        assertThat(vector.frames()).isEqualTo(1);
        assertThat(vector.isValid(0)).isTrue();
        FeatureSequence frames = extract(summed(16, 1, SummarySettings.defaults()), gliding(150, 300));
        double first = 0;
        double last = 0;
        int pitch = 17;
        int eighth = frames.frames() / 8;
        for (int t = 0; t < frames.frames(); t++) {
            first += t < eighth ? frames.value(t, pitch) : 0;
            last += t >= frames.frames() - eighth ? frames.value(t, pitch) : 0;
        }
        assertThat(vector.value(0, settings.columns().indexOf("pitch")))
                .isCloseTo((float) (first / eighth), offset(0.1f));
        assertThat(vector.value(0, settings.columns().indexOf("pitch+7")))
                .isCloseTo((float) (last / eighth), offset(0.1f));
    }

    @Test
    void aClipOfAnyLengthHasItsSegmentsOfWhichThoseOfSilenceAreNotValid() {
        AcousticSettings settings = summed(13, 1, new SummarySettings(8, true));
        for (int samples : new int[] {400, 1000, 16_000}) {
            FeatureSequence silent = extract(settings, new float[samples]);
            assertThat(silent.frames()).isEqualTo(8);
            assertThat(silent.validFrames()).isZero();
            for (int d = 0; d < silent.width(); d++) {
                assertThat(silent.value(0, d)).isFinite();
            }
        }
        assertThat(extract(settings, new float[399]).frames()).isZero();
    }

    @Test
    void tooManySegmentsAreRefused() {
        assertThatThrownBy(() -> new SummarySettings(10_001, false)).hasMessageContaining("must be 0 to 10000");
    }
}
