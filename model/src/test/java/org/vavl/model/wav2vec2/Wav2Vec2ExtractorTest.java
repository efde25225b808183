package org.vavl.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vavl.model.wav2vec2.GoldenNetwork.assertClose;
import static org.vavl.model.wav2vec2.GoldenNetwork.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Version;
import org.vavl.features.media.TestMedia;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterStore;

class Wav2Vec2ExtractorTest {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private static Wav2Vec2Extractor extractor(String name, Wav2Vec2Settings settings) {
        return new Wav2Vec2Extractor(Wav2Vec2Source.ofFolder(GoldenNetwork.folder(name)), settings, Device.CPU);
    }

    private static FeatureSequence extract(String name, Wav2Vec2Settings settings, Path media) {
        try (Wav2Vec2Extractor extractor = extractor(name, settings)) {
            return extractor.extract(media);
        }
    }

    private Path sound(double seconds) throws IOException {
        return TestMedia.floatWav(folder.resolve("long.wav"), RATE, 1, TestMedia.sound(RATE, seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "robust"})
    void aFileGivesWhatTransformersGivesForItsSamples(String name) throws IOException {
        Path media = TestMedia.floatWav(folder.resolve("clip.wav"), RATE, 1, GoldenNetwork.clip(name));
        FeatureSequence features = extract(name, Wav2Vec2Settings.defaults(), media);
        assertThat(features.width()).isEqualTo(16);
        assertThat(features.frameRate()).isEqualTo(50);
        assertThat(features.validFrames()).isEqualTo(12);
        try (PointerScope scope = new PointerScope()) {
            assertClose(
                    values(features.values()),
                    values(GoldenNetwork.answers(name).get("alone")),
                    1e-4);
        }
    }

    /** 25 s are three pieces of the convolutions, and, with windows of 2 s in place of 60, are decoded more than once. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "robust"})
    void convolutionsInPiecesGiveWhatTheyGiveAtOnce(String name) throws IOException {
        Path media = sound(25);
        FeatureSequence inPieces = extract(name, Wav2Vec2Settings.defaults(), media);
        Wav2Vec2Source source = Wav2Vec2Source.ofFolder(GoldenNetwork.folder(name));
        assertThat(inPieces.frames()).isEqualTo(1249);
        assertClose(values(inPieces.values()), wholePass(source, TestMedia.sound(RATE, 25)), 1e-4);
    }

    private static float[] wholePass(Wav2Vec2Source source, float[] samples) {
        double mean = 0;
        double square = 0;
        for (float sample : samples) {
            mean += (double) sample / samples.length;
            square += (double) sample * sample / samples.length;
        }
        float[] normalised = samples.clone();
        source.input().affine(mean, square - mean * mean).apply(normalised, normalised.length);
        try (ParameterStore parameters = ParameterStore.uninitialised(Device.CPU);
                PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Wav2Vec2 network = new Wav2Vec2(parameters.root(), source.configuration(), 0);
            Wav2Vec2Weights.load(source, parameters.root());
            return values(network.forward(
                    HostTensors.of(normalised, 1, normalised.length), ForwardMode.inference(Precision.FLOAT32)));
        }
    }

    /** How far the tiny networks' frames are from those of the whole, as a share of their root mean square. */
    @ParameterizedTest
    @CsvSource({"base, 8, 2, 0.01", "robust, 8, 2, 0.01", "robust, 8, 0, 0.01"})
    void windowsGiveNearlyWhatTheWholeGives(String name, double window, double context, double tolerance)
            throws IOException {
        Path media = sound(25);
        float[] whole = values(extract(name, Wav2Vec2Settings.defaults(), media).values());
        float[] windows = values(extract(name, new Wav2Vec2Settings(12, window, context, Precision.FLOAT32), media)
                .values());
        assertThat(windows).hasSameSizeAs(whole);
        assertThat(distance(windows, whole)).isLessThan(tolerance);
    }

    /** The root mean square of the differences, as a share of that of the expected values. */
    private static double distance(float[] values, float[] expected) {
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += expected[i] * expected[i];
            differences += (values[i] - expected[i]) * (values[i] - expected[i]);
        }
        return Math.sqrt(differences / squares);
    }

    @Test
    void silenceGivesNumbers() throws IOException {
        Path media = TestMedia.wav(folder.resolve("silence.wav"), RATE, 1, new float[RATE]);
        for (float value :
                values(extract("base", Wav2Vec2Settings.defaults(), media).values())) {
            assertThat(value).isFinite();
        }
    }

    /** A frame has 400 samples and begins every 320: pieces of the convolutions do not matter. */
    @Test
    void framesOfDigitalSilenceAreNotValid() throws IOException {
        float[] samples = TestMedia.sound(RATE, 25);
        Arrays.fill(samples, 9 * RATE, 12 * RATE, 0);
        Path media = TestMedia.floatWav(folder.resolve("gap.wav"), RATE, 1, samples);
        FeatureSequence features = extract("base", Wav2Vec2Settings.defaults(), media);
        BitSet expected = new BitSet();
        expected.set(0, features.frames());
        expected.clear(450, 599);
        assertThat(features.valid()).isEqualTo(expected);
        Path silence = TestMedia.wav(folder.resolve("silence.wav"), RATE, 1, new float[RATE]);
        assertThat(extract("base", Wav2Vec2Settings.defaults(), silence).validFrames())
                .isZero();
    }

    @Test
    void namesSoundThatIsTooShort() throws IOException {
        Path media = TestMedia.wav(folder.resolve("short.wav"), RATE, 1, new float[399]);
        try (Wav2Vec2Extractor extractor = extractor("robust", Wav2Vec2Settings.defaults())) {
            assertThatThrownBy(() -> extractor.extract(media))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageEndingWith("short.wav: its sound has 0.0249 s, and must have at least 0.0250 s");
        }
    }

    @Test
    void theVersionSaysWhatTheValuesDependOn() {
        try (Wav2Vec2Extractor all = extractor("robust", Wav2Vec2Settings.defaults());
                Wav2Vec2Extractor two = extractor("robust", new Wav2Vec2Settings(2, 60, 10, Precision.FLOAT32));
                Wav2Vec2Extractor other = extractor("base", Wav2Vec2Settings.defaults())) {
            assertThat(all.id().name()).isEqualTo("wav2vec2");
            assertThat(all.id().version())
                    .matches("1;layers=3;normalised=true;rate=16000;window=60\\.0~10\\.0;weights=[0-9a-f]{16}");
            assertThat(two.id()).isNotEqualTo(all.id());
            assertThat(Wav2Vec2Version.settings(two.id()).layers()).isEqualTo(2);
            assertThat(other.id()).isNotEqualTo(all.id());
            assertThat(all.columns()).hasSize(16).startsWith("wav2vec2-0");
        }
    }

    @Test
    void inBfloat16ValuesAreNearlyTheSameAndTheVersionSaysSo() throws IOException {
        Path media = sound(3);
        for (String name : List.of("base", "robust")) {
            Wav2Vec2Settings coarse = new Wav2Vec2Settings(12, 60, 10, Precision.BFLOAT16);
            FeatureSequence exact = extract(name, Wav2Vec2Settings.defaults(), media);
            FeatureSequence nearly = extract(name, coarse, media);
            assertThat(nearly.extractor().version()).isEqualTo(exact.extractor().version() + ";precision=bfloat16");
            assertThat(Wav2Vec2Version.settings(nearly.extractor()).precision()).isEqualTo(Precision.BFLOAT16);
            assertThat(distance(values(nearly.values()), values(exact.values())))
                    .as(name)
                    .isBetween(1e-6, 0.03);
        }
    }

    @Test
    void namesWhatIsWrongWithAFolder() throws IOException {
        Path config = folder.resolve("config.json");
        Path weights = folder.resolve("model.safetensors");
        assertRefused("no such folder", folder.resolve("nothing"));
        assertRefused("has neither model.safetensors nor pytorch_model.bin", folder);
        Files.copy(GoldenNetwork.folder("base").resolve("model.safetensors"), weights);
        assertRefused("config.json: no such file", folder);
        String right = Files.readString(GoldenNetwork.folder("base").resolve("config.json"));
        for (String[] change : new String[][] {
            {
                "\"model_type\": \"wav2vec2\"",
                "\"model_type\": \"hubert\"",
                "model_type is 'hubert', and must be wav2vec2"
            },
            {"\"hidden_size\": 16", "\"hidden_size\": 17", "must be divisible by num_attention_heads"},
            {"\"hidden_size\": 16", "\"hidden_size\": \"16\"", "hidden_size must be a whole number"},
            {"\"hidden_size\": 16", "\"hidden_size\": 32", "does not fit the network"},
            {"\"layer_norm_eps\": 1e-05", "\"layer_norm_eps\": 1e-06", "must be 1e-5"},
            {"\"add_adapter\": false", "\"add_adapter\": true", "adapters"},
            {"{", "", "must hold one JSON object"}
        }) {
            assertThat(right).contains(change[0]);
            Files.writeString(config, right.replace(change[0], change[1]));
            assertRefused(change[2], folder);
        }
        Files.writeString(config, right);
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length - 1));
        assertRefused("model.safetensors", folder);
    }

    private static void assertRefused(String reason, Path folder) {
        assertThatThrownBy(() -> new Wav2Vec2Extractor(
                                Wav2Vec2Source.ofFolder(folder), Wav2Vec2Settings.defaults(), Device.CPU)
                        .close())
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(reason);
    }
}
