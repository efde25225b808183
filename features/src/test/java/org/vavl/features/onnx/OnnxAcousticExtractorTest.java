package org.vavl.features.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TestMedia;

class OnnxAcousticExtractorTest {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private static FeatureSequence extract(OnnxAcousticSettings settings, Path media) {
        try (OnnxAcousticExtractor extractor =
                new OnnxAcousticExtractor(OnnxFiles.file("sound.onnx"), settings, MediaLimits.defaults())) {
            return extractor.extract(media);
        }
    }

    @Test
    void givesTheNetworksOutput() throws IOException {
        Path media = TestMedia.floatWav(folder.resolve("a.wav"), RATE, 1, TestMedia.sound(RATE, 1.01));
        FeatureSequence features = extract(OnnxFiles.sound(50, 30, 5), media);
        assertThat(features.frames()).isEqualTo(50);
        assertThat(features.width()).isEqualTo(6);
        assertThat(features.frameRate()).isEqualTo(50);
        assertThat(features.extractor().version())
                .matches("1;network=[0-9a-f]{16};output=;rate=16000;normalised=true;frames=50\\.0;window=30\\.0~5\\.0");
    }

    /** The network sees 400 samples, so that windows with any context give what the whole gives. */
    @ParameterizedTest
    @CsvSource({"7.0, 2, 0.5", "7.013, 2, 0.5", "6.02, 3, 1.4", "2.0, 2, 0.1", "2.001, 2, 0.1", "9.99, 1, 0.1"})
    void windowsGiveWhatTheWholeGives(double seconds, double window, double context) throws IOException {
        Path media = TestMedia.floatWav(folder.resolve("a.wav"), RATE, 1, TestMedia.sound(RATE, seconds));
        FloatBuffer whole = extract(OnnxFiles.sound(50, 30, 5), media).values();
        FloatBuffer windows =
                extract(OnnxFiles.sound(50, window, context), media).values();
        assertThat(windows.remaining()).isEqualTo(whole.remaining());
        for (int i = 0; i < whole.remaining(); i++) {
            assertThat((double) windows.get(i)).as("value %d", i).isCloseTo(whole.get(i), within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 5", "1, 0.1", "2, 0.5"})
    void framesOfDigitalSilenceAreNotValid(double window, double context) throws IOException {
        float[] samples = TestMedia.sound(RATE, 5);
        Arrays.fill(samples, 16_000, 48_000, 0);
        Path media = TestMedia.floatWav(folder.resolve("a.wav"), RATE, 1, samples);
        FeatureSequence features = extract(OnnxFiles.sound(50, window, context), media);
        BitSet expected = new BitSet();
        expected.set(0, features.frames());
        expected.clear(50, 150);
        assertThat(features.valid()).isEqualTo(expected);
    }

    @Test
    void namesWhatDoesNotFit() {
        assertThatThrownBy(() -> new OnnxAcousticExtractor(
                        OnnxFiles.file("sound.onnx"), OnnxFiles.sound(100, 30, 5), MediaLimits.defaults()))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageEndingWith(
                        "sound.onnx: gives 49 frames for 1.000 s, and frameRate is 100.0: must be about 49.0");
        assertThatThrownBy(() -> new OnnxAcousticExtractor(
                        OnnxFiles.file("faces.onnx"), OnnxFiles.sound(50, 30, 5), MediaLimits.defaults()))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("its input has 4 dimensions");
        assertThatThrownBy(() -> OnnxFiles.sound(300, 30, 5))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("frameRate is 300.0");
    }

    @Test
    void namesSoundThatIsTooShort() throws IOException {
        Path media = TestMedia.wav(folder.resolve("short.wav"), RATE, 1, new float[100]);
        assertThatThrownBy(() -> extract(OnnxFiles.sound(50, 30, 5), media))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageEndingWith("short.wav: its sound has 100 samples, and must have at least 320, one frame");
    }
}
