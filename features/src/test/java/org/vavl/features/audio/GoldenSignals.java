package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.NpyFile;

/** The signals of {@code tools/fixtures/acoustic_fixture.py}, and what others made of them. */
final class GoldenSignals {
    private GoldenSignals() {}

    static FeatureSequence golden(String name) {
        try {
            Path path = Path.of(Objects.requireNonNull(GoldenSignals.class.getResource(name + ".npy"), name)
                    .toURI());
            return NpyFile.read(path, 50, new ExtractorId("golden", "1"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] quantised(int rate, double noise, DoubleUnaryOperator signal) {
        float[] samples = new float[rate];
        long state = 12345;
        for (int i = 0; i < rate; i++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            double value = signal.applyAsDouble((double) i / rate) + noise * (state / (double) (1 << 30) - 1);
            samples[i] = (float) (Math.floor(value * 32767 + 0.5) / 32768);
        }
        return samples;
    }

    /** A chirp that fades out and in again, over a little noise. */
    static float[] sound(int rate) {
        return quantised(
                rate,
                0.003,
                t -> 0.3 * Math.sin(2 * Math.PI * (100 * t + 1500 * t * t)) * Math.min(1, 4 * Math.abs(t - 0.5)));
    }

    /** Seven harmonics whose frequency goes in a straight line, over a little noise. */
    static float[] gliding(double begin, double end) {
        return quantised(16_000, 0.005, t -> {
            double phase = 2 * Math.PI * (begin * t + (end - begin) * t * t / 2);
            double sum = 0;
            for (int k = 1; k < 8; k++) {
                sum += 0.2 / k * Math.sin(k * phase);
            }
            return sum;
        });
    }

    static FeatureSequence extract(AcousticSettings settings, float[] samples) {
        AcousticFrontEnd frontEnd = new AcousticFrontEnd(settings);
        frontEnd.accept(samples, samples.length);
        return frontEnd.finish(new ExtractorId("test", "1"));
    }

    /** Only the mel bands, and every frame valid. */
    static AcousticSettings onlyBands(LogMelSettings settings) {
        return AcousticSettings.defaults()
                .withPitch(new PitchSettings(false, 0.04, 65, 600, 0.5))
                .withLogMel(settings)
                .withEnergy(false)
                .withSilence(new SilenceSettings(SilenceSettings.Frames.NONE, 30, 0));
    }

    static void assertEqual(FeatureSequence actual, FeatureSequence expected, double tolerance) {
        assertThat(actual.frames()).isEqualTo(expected.frames());
        assertThat(actual.width()).isEqualTo(expected.width());
        double worst = 0;
        for (int i = 0; i < actual.values().remaining(); i++) {
            worst = Math.max(
                    worst, Math.abs(actual.values().get(i) - expected.values().get(i)));
        }
        assertThat(worst).isLessThan(tolerance);
    }
}
