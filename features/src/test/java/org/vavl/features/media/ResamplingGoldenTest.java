package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.storage.NpyFile;

/** Against SoX's resampler; see {@code tools/fixtures/resampling_fixture.py}. */
class ResamplingGoldenTest {
    private static final double[] RATIOS = {0.02, 0.11, 0.35, 0.62, 0.88};
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    private static float[] sines(int rate, double nyquist, double... ratios) {
        float[] samples = new float[rate / 2];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (double ratio : ratios) {
                sum += 0.1 * Math.sin(2 * Math.PI * ratio * nyquist * i / rate + 10 * ratio);
            }
            samples[i] = (float) sum;
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 22_050, 44_100, 48_000, 96_000})
    void soundIsResampledAsSoxDoes(int rate) throws IOException, URISyntaxException {
        float[] input = sines(rate, Math.min(rate, AudioReader.SAMPLE_RATE) / 2.0, RATIOS);
        float[] output = TestMedia.read(TestMedia.floatWav(folder.resolve("a.wav"), rate, 1, input), 1000);
        assertThat(output.length).isBetween(7999, 8001);
        Path golden = Path.of(Objects.requireNonNull(getClass().getResource("resampled-" + rate + ".npy"))
                .toURI());
        FloatBuffer expected =
                NpyFile.read(golden, 1, new ExtractorId("soxr", "1")).values();
        double worst = 0;
        for (int i = 0; i < expected.remaining(); i++) {
            worst = Math.max(worst, Math.abs(output[3000 + i] - expected.get(i)));
        }
        assertThat(worst).isLessThan(TOLERANCE);
    }

    /** What the new rate cannot hold must not come back as something else: at least 80 dB down. */
    @ParameterizedTest
    @ValueSource(ints = {22_050, 44_100, 48_000})
    void whatIsTooHighIsGone(int rate) throws IOException {
        float[] input = sines(rate, AudioReader.SAMPLE_RATE / 2.0, 1.02, 1.2, 1.35);
        float[] output = TestMedia.read(TestMedia.floatWav(folder.resolve("a.wav"), rate, 1, input), 1000);
        assertThat(TestMedia.level(output, 1000, 7000)).isLessThan(1e-4 * TestMedia.level(input, 0, input.length));
    }
}
