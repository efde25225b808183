package org.vavl.model.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vavl.model.whisper.GoldenWhisper.answer;
import static org.vavl.model.whisper.GoldenWhisper.assertClose;
import static org.vavl.model.whisper.GoldenWhisper.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.features.audio.whisper.WhisperVersion;
import org.vavl.features.media.TestMedia;

class WhisperExtractorTest {
    private static final int RATE = 16_000;

    /** Of networks that have positions for 2 s. */
    private static final WhisperSettings SETTINGS =
            WhisperSettings.defaults().withWindows(2, 0.5).withFrameRate(50);

    @TempDir
    private Path folder;

    private static WhisperExtractor extractor(String name, WhisperSettings settings) {
        return extractor(WhisperSource.of(GoldenWhisper.path(name)), settings);
    }

    private static WhisperExtractor extractor(WhisperSource source, WhisperSettings settings) {
        return new WhisperExtractor(new TorchWhisperEncoder(source, settings, Device.CPU), settings);
    }

    private static FeatureSequence extract(WhisperSettings settings, float[] samples) {
        try (WhisperExtractor extractor = extractor("tiny", settings)) {
            return extractor.extract("clip", samples);
        }
    }

    private Path file(float[] samples) throws IOException {
        return TestMedia.floatWav(folder.resolve("clip.wav"), RATE, 1, samples);
    }

    @ParameterizedTest
    @CsvSource({"tiny, 1", "tiny, 2", "tiny, 3", "tiny, 0", "wide, 2", "wide, 3"})
    void aFileGivesWhatTransformersGivesForItsSamples(String name, int block) throws IOException {
        try (WhisperExtractor extractor = extractor(name, SETTINGS.withBlock(block))) {
            FeatureSequence features = extractor.extract(file(answer(name, "clip")));
            assertThat(features.width()).isEqualTo(16);
            assertThat(features.frameRate()).isEqualTo(50);
            assertThat(features.frames()).isEqualTo(30);
            assertClose(values(features.values()), answer(name, "block." + (block == 0 ? 3 : block)), 1e-4);
        }
    }

    @Test
    void whatIsFilledUpHasTheFirstFramesThatTransformersGives() {
        float[] actual = values(
                extract(SETTINGS.withPadding(true), answer("tiny", "clip")).values());
        float[] expected = answer("tiny", "padded.block.3");
        assertClose(actual, Arrays.copyOf(expected, 30 * 16), 1e-4);
    }

    @Test
    void framesOfDigitalSilenceAreNotValid() {
        FeatureSequence features = extract(SETTINGS, answer("tiny", "clip")); // silent from 0.25 to 0.375 s
        assertThat(features.valid().stream())
                .containsExactly(IntStream.concat(IntStream.range(0, 13), IntStream.range(18, 30))
                        .boxed()
                        .toArray(Integer[]::new));
        assertThat(extract(SETTINGS, new float[RATE]).validFrames()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 10})
    void fewerFramesAreMeansOfTheValidOnes(int rate) {
        float[] clip = answer("tiny", "clip");
        FeatureSequence all = extract(SETTINGS, clip);
        FeatureSequence pooled = extract(SETTINGS.withFrameRate(rate), clip);
        int many = 50 / rate;
        assertThat(pooled.frameRate()).isEqualTo(rate);
        assertThat(pooled.frames()).isEqualTo((30 + many - 1) / many);
        float[] frames = values(all.values());
        for (int frame = 0; frame < pooled.frames(); frame++) {
            int first = frame * many;
            int[] valid = IntStream.range(first, Math.min(30, first + many))
                    .filter(all.valid()::get)
                    .toArray();
            assertThat(pooled.valid().get(frame)).isEqualTo(valid.length > 0);
            for (int d = 0; d < 16 && valid.length > 0; d++) {
                int value = d;
                double mean = IntStream.of(valid)
                        .mapToDouble(i -> frames[i * 16 + value])
                        .average()
                        .orElseThrow();
                assertThat(pooled.values().get(frame * 16 + d)).isCloseTo((float) mean, within());
            }
        }
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-5f);
    }

    /** 7 s are six windows; a frame in the middle of a window is what the encoder gives for the window alone. */
    @Test
    void longSoundIsSeenThroughWindowsWithContextInEachOfWhichPositionsBeginAnew() throws IOException {
        float[] sound = TestMedia.sound(RATE, 7);
        try (WhisperExtractor extractor = extractor("tiny", SETTINGS)) {
            FeatureSequence features = extractor.extract(file(sound));
            assertThat(features.frames()).isEqualTo(350);
            assertThat(features.validFrames()).isEqualTo(350);
            for (int begin : new int[] {0, 50, 100, 250}) {
                FeatureSequence alone =
                        extractor.extract("part", Arrays.copyOfRange(sound, begin * 320, begin * 320 + 2 * RATE));
                int middle = 50; // frames at the part's ends see another spectrum there
                assertThat(distance(features, begin + middle - 20, alone, middle - 20, 40))
                        .as("from " + begin)
                        .isLessThan(0.02);
            }
        }
    }

    /** The root mean square of the differences, as a share of that of the expected values. */
    private static double distance(FeatureSequence one, int begin, FeatureSequence other, int otherBegin, int frames) {
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < frames * 16; i++) {
            double expected = other.values().get(otherBegin * 16 + i);
            double difference = one.values().get(begin * 16 + i) - expected;
            squares += expected * expected;
            differences += difference * difference;
        }
        return Math.sqrt(differences / squares);
    }

    @Test
    void aFileGivesWhatItsSamplesGive() throws IOException {
        float[] sound = TestMedia.sound(RATE, 7);
        try (WhisperExtractor extractor = extractor("tiny", SETTINGS.withFrameRate(10))) {
            FeatureSequence ofFile = extractor.extract(file(sound));
            FeatureSequence ofSamples = extractor.extract("samples", sound);
            assertClose(values(ofFile.values()), values(ofSamples.values()), 1e-5);
            assertThat(ofFile.valid()).isEqualTo(ofSamples.valid());
        }
    }

    @Test
    void severalThreadsGetWhatOneGets() throws Exception {
        float[] sound = TestMedia.sound(RATE, 3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (WhisperExtractor extractor = extractor("tiny", SETTINGS)) {
            float[] expected = values(extractor.extract("alone", sound).values());
            List<Callable<float[]>> calls = IntStream.range(0, 6)
                    .<Callable<float[]>>mapToObj(i ->
                            () -> values(extractor.extract("thread " + i, sound).values()))
                    .toList();
            for (Future<float[]> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theVersionSaysWhatTheValuesDependOn() {
        Path first = GoldenWhisper.path("first").resolve("encoder.safetensors");
        try (WhisperExtractor all = extractor("tiny", SETTINGS);
                WhisperExtractor two = extractor("tiny", SETTINGS.withBlock(2).withFrameRate(25));
                WhisperExtractor coarse = extractor("tiny", SETTINGS.withPrecision(Precision.BFLOAT16));
                WhisperExtractor rounded = extractor(WhisperSource.of(first), SETTINGS.withFrameRate(25))) {
            assertThat(all.id().version())
                    .matches("1;block=3;rate=50;padded=false;window=2\\.0~0\\.5;weights=[0-9a-f]{16}");
            assertThat(two.id().version()).startsWith("1;block=2;rate=25;");
            assertThat(WhisperVersion.settings(two.id()))
                    .isEqualTo(SETTINGS.withBlock(2).withFrameRate(25));
            assertThat(WhisperVersion.settings(coarse.id()).precision()).isEqualTo(Precision.BFLOAT16);
            assertThat(rounded.id().version()).startsWith("1;block=2;rate=25;");
            assertThat(rounded.id()).isNotEqualTo(two.id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2;block=3;rate=25;padded=false;window=30.0~5.0;weights=0123456789abcdef",
                "1;block=3;rate=24;padded=false;window=30.0~5.0;weights=0123456789abcdef",
                "1;block=3;rate=25;padded=false;window=3..0~5.0;weights=0123456789abcdef",
                "1;block=3;rate=25;padded=maybe;window=30.0~5.0;weights=0123456789abcdef"
            })
    void aVersionThatIsNoneIsRefused(String version) {
        assertThatThrownBy(() -> WhisperVersion.settings(new ExtractorId("whisper", version)))
                .isExactlyInstanceOf(VavlException.class);
    }

    @Test
    void namesSoundThatIsTooShortAndSettingsThatAskForTooMuch() {
        assertThatThrownBy(() -> extract(SETTINGS, new float[399]))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessage("clip: its sound has 0.0249 s, and must have at least 0.0250 s");
        assertThat(extract(SETTINGS, new float[400]).frames()).isEqualTo(1);
        assertThatThrownBy(() -> extract(SETTINGS.withBlock(4), new float[RATE]))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("block is 4, and must be 1 to 3");
        assertThatThrownBy(() -> extract(SETTINGS.withWindows(2.02, 0), new float[RATE]))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("windowSeconds is 2.02, and must be at most 2.0");
        assertThatThrownBy(() -> SETTINGS.withFrameRate(20))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessage("frameRate is 20, and must be 50, 25, 10, 5, 2 or 1");
    }

    @Test
    void namesWhatIsWrongWithAFolderOrFile() throws IOException {
        assertRefused("no such", folder.resolve("nothing"));
        assertRefused("has neither model.safetensors nor pytorch_model.bin", folder);
        Path tiny = GoldenWhisper.path("tiny");
        assertRefused("its metadata have no 'config'", tiny.resolve("model.safetensors"));
        Files.copy(tiny.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        assertRefused("config.json: no such file", folder);
        Path config = folder.resolve("config.json");
        String right = Files.readString(tiny.resolve("config.json"));
        for (String[] change : new String[][] {
            {"\"model_type\": \"whisper\"", "\"model_type\": \"bert\"", "model_type is 'bert', and must be whisper"},
            {"\"d_model\": 16", "\"d_model\": 15", "divisible by encoder_attention_heads"},
            {"\"d_model\": 16", "\"d_model\": \"16\"", "d_model must be a whole number"},
            {"\"d_model\": 16", "\"d_model\": 32", "does not fit the network"},
            {"\"encoder_layers\": 3", "\"encoder_layers\": 4", "layers.3"},
            {"{", "", "must hold one JSON object"}
        }) {
            assertThat(right).contains(change[0]);
            Files.writeString(config, right.replace(change[0], change[1]));
            assertRefused(change[2], folder);
        }
        Files.writeString(config, right);
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"n_fft\": 512}");
        assertRefused("n_fft is 512, and must be 400", folder);
    }

    private static void assertRefused(String reason, Path path) {
        assertThatThrownBy(() -> extractor(WhisperSource.of(path), SETTINGS).close())
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(reason);
    }
}
