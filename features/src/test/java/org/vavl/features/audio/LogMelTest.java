package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.vavl.features.audio.GoldenSignals.assertEqual;
import static org.vavl.features.audio.GoldenSignals.extract;
import static org.vavl.features.audio.GoldenSignals.golden;
import static org.vavl.features.audio.GoldenSignals.onlyBands;
import static org.vavl.features.audio.GoldenSignals.sound;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

/** Goldens by librosa 0.11 and SciPy, see {@code tools/fixtures/acoustic_fixture.py}. */
class LogMelTest {
    private static final double TOLERANCE = 1e-4;
    private static final ExtractorId TEST = new ExtractorId("test", "1");

    @Test
    void bandsAreThoseOfLibrosa() {
        assertEqual(extract(onlyBands(LogMelSettings.defaults()), sound(16_000)), golden("log-mel-default"), TOLERANCE);
    }

    @Test
    void bandsAtAnotherRateAreThoseOfLibrosa() {
        LogMelSettings settings = new LogMelSettings(22_050, 0.025, 0.01, 1024, 40, 0, 11_025, 1e-7);
        assertEqual(extract(onlyBands(settings), sound(22_050)), golden("log-mel-22050"), TOLERANCE);
    }

    @Test
    void cepstraAreThoseOfScipy() {
        FeatureSequence bands = golden("log-mel-default");
        FrameMatrix cepstra = matrix(bands).cepstra(80, 16);
        assertEqual(
                FeatureSequence.allValid(FloatBuffer.wrap(cepstra.values()), 16, 50, TEST),
                golden("cepstra"),
                TOLERANCE);
    }

    @Test
    void deltasAreThoseOfLibrosa() {
        FrameMatrix bands = matrix(golden("log-mel-default"));
        FeatureSequence expected = golden("deltas");
        FrameMatrix deltas = bands.deltas(1);
        assertThat(deltas.width()).isEqualTo(160);
        for (int frame = 0; frame < deltas.frames(); frame++) {
            for (int column = 0; column < 10; column++) {
                assertThat(deltas.at(frame, column)).isEqualTo(bands.at(frame, column));
                assertThat(deltas.at(frame, 80 + column))
                        .isCloseTo(expected.value(frame, column), offset((float) TOLERANCE));
            }
        }
    }

    private static FrameMatrix matrix(FeatureSequence sequence) {
        float[] values = new float[sequence.values().remaining()];
        sequence.values().get(values);
        return new FrameMatrix(values, sequence.width());
    }

    @Test
    void secondDeltasAreDeltasOfDeltas() {
        FrameMatrix once = matrix(golden("cepstra")).deltas(1);
        FrameMatrix twice = matrix(golden("cepstra")).deltas(2);
        FrameMatrix again = once.deltas(1);
        for (int frame = 0; frame < once.frames(); frame++) {
            for (int column = 0; column < 16; column++) {
                assertThat(twice.at(frame, 32 + column)).isEqualTo(again.at(frame, 32 + 16 + column));
            }
        }
    }

    @Test
    void stackingRepeatsTheLastFrame() {
        FrameMatrix frames = new FrameMatrix(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2);
        assertThat(frames.stacked(3).values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 7, 8, 7, 8);
        assertThat(frames.stacked(3).width()).isEqualTo(6);
        assertThat(frames.stacked(1).values()).containsExactly(frames.values());
        assertThat(new FrameMatrix(new float[0], 2).stacked(3).frames()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64, 1024})
    void theFourierTransformIsItsDefinition(int size) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        double[] signal = random.doubles(size, -1, 1).toArray();
        RealFourierTransform fourier = new RealFourierTransform(size);
        double[] real = new double[fourier.bins()];
        double[] imaginary = new double[fourier.bins()];
        fourier.transform(signal, real, imaginary);
        for (int k = 0; k <= size / 2; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < size; n++) {
                re += signal[n] * Math.cos(2 * Math.PI * k * n / size);
                im -= signal[n] * Math.sin(2 * Math.PI * k * n / size);
            }
            assertThat(real[k]).as("seed %d, bin %d", seed, k).isCloseTo(re, offset(1e-9));
            assertThat(imaginary[k]).as("seed %d, bin %d", seed, k).isCloseTo(im, offset(1e-9));
        }
    }

    /** However the samples are cut, the frames are the same, bit for bit. */
    @Test
    void piecesOfAnySizeGiveTheSameFrames() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        float[] samples = sound(16_000);
        for (AcousticSettings settings : new AcousticSettings[] {
            AcousticSettings.defaults(),
            onlyBands(LogMelSettings.defaults()
                    .withWindow(0.01, 0.025)
                    .withFourierSize(512)
                    .withBands(20))
        }) {
            FeatureSequence whole = extract(settings, samples);
            for (int round = 0; round < 20; round++) {
                AcousticFrontEnd frontEnd = new AcousticFrontEnd(settings);
                for (int begin = 0; begin < samples.length; ) {
                    int count = Math.min(samples.length - begin, random.nextInt(round < 10 ? 50 : 5000));
                    float[] piece = new float[count + random.nextInt(3)];
                    System.arraycopy(samples, begin, piece, 0, count);
                    frontEnd.accept(piece, count);
                    begin += count;
                }
                FeatureSequence pieces = frontEnd.finish(TEST);
                assertThat(pieces.values()).as("seed %d", seed).isEqualTo(whole.values());
                assertThat(pieces.valid()).as("seed %d", seed).isEqualTo(whole.valid());
            }
        }
    }

    @Test
    void framesAreAsManyAsWindowsFit() {
        AcousticSettings settings = AcousticSettings.defaults();
        for (int[] samplesAndFrames : new int[][] {{0, 0}, {399, 0}, {400, 1}, {719, 1}, {720, 2}, {16_000, 49}}) {
            assertThat(extract(settings, new float[samplesAndFrames[0]]).frames())
                    .isEqualTo(samplesAndFrames[1]);
        }
    }

    @Test
    void twiceTheAmplitudeAddsTheLogarithmOfFour() {
        AcousticSettings settings = onlyBands(LogMelSettings.defaults().withFloor(1e-30));
        float[] louder = sound(16_000);
        for (int i = 0; i < louder.length; i++) {
            louder[i] *= 2;
        }
        FeatureSequence one = extract(settings, sound(16_000));
        FeatureSequence two = extract(settings, louder);
        for (int i = 0; i < one.values().remaining(); i++) {
            assertThat(two.values().get(i) - one.values().get(i)).isCloseTo((float) Math.log(4), offset(1e-4f));
        }
    }

    @Test
    void digitalSilenceIsTheFloor() {
        FeatureSequence silence = extract(onlyBands(LogMelSettings.defaults()), new float[1000]);
        for (int i = 0; i < silence.values().remaining(); i++) {
            assertThat(silence.values().get(i)).isEqualTo((float) Math.log(1e-7));
        }
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> LogMelSettings.defaults().withFourierSize(1000))
                .hasMessage(
                        "fourierSize is 1000, and must be a power of two from the 400 samples of a window to 65536");
        assertThatThrownBy(() -> LogMelSettings.defaults().withFourierSize(256))
                .hasMessageContaining("fourierSize is 256");
        assertThatThrownBy(() -> LogMelSettings.defaults().withMaximumFrequency(8001))
                .hasMessageContaining("at most half of the sample rate, 8000.0 Hz");
        assertThatThrownBy(() -> LogMelSettings.defaults().withWindow(0.025, Double.NaN))
                .hasMessageContaining("hopSeconds is NaN");
        assertThatThrownBy(() -> new LogMelExtractor(
                        onlyBands(LogMelSettings.defaults().withFourierSize(512).withBands(256))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fourierSize must be larger, or bands fewer");
    }
}
