package org.vavl.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vavl.model.wav2vec2.GoldenNetwork.assertClose;
import static org.vavl.model.wav2vec2.GoldenNetwork.values;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.features.media.TestMedia;
import org.vavl.nn.onnx.WeightFormat;

/** Exported wav2vec 2.0 networks hear on ONNX Runtime what they hear on libtorch: `base` normalises channels over time, `robust` frames. */
class Wav2Vec2ExportTest {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private Path export(String name, int layers, WeightFormat format) {
        Path file = folder.resolve(name + layers + format + ".onnx");
        Wav2Vec2Export.write(file, Wav2Vec2Source.ofFolder(GoldenNetwork.folder(name)), layers, format);
        return file;
    }

    private static AcousticExtractor here(String name, Wav2Vec2Settings settings) {
        return new Wav2Vec2Extractor(Wav2Vec2Source.ofFolder(GoldenNetwork.folder(name)), settings, Device.CPU);
    }

    @ParameterizedTest
    @CsvSource({
        "base, 0.03, 60",
        "base, 1.3, 60",
        "base, 25, 60",
        "base, 7, 2",
        "robust, 0.03, 60",
        "robust, 25, 60",
        "robust, 7, 2"
    })
    void anExportedNetworkGivesWhatItGivesOnLibtorchInTheSameWindows(String name, double seconds, double window) {
        Wav2Vec2Settings settings = new Wav2Vec2Settings(12, window, window / 8, Precision.FLOAT32);
        float[] samples = TestMedia.sound(RATE, seconds);
        try (AcousticExtractor here = here(name, settings);
                AcousticExtractor there = Extractors.standard()
                        .with("wav2vec2", export(name, 12, WeightFormat.FLOAT32))
                        .acoustic(here.id())
                        .orElseThrow()) {
            assertThat(there.getClass().getPackageName()).isEqualTo("org.vavl.recognition.onnx");
            FeatureSequence expected = here.extract("clip", samples);
            FeatureSequence actual = there.extract("clip", samples);
            assertThat(actual.valid()).isEqualTo(expected.valid());
            assertThat(actual.frameRate()).isEqualTo(expected.frameRate());
            assertThat(actual.extractor()).isEqualTo(expected.extractor());
            assertClose(values(actual.values()), values(expected.values()), 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "robust"})
    void aFileGivesWhatTransformersGives(String name) throws IOException {
        Path media = TestMedia.floatWav(folder.resolve("clip.wav"), RATE, 1, GoldenNetwork.clip(name));
        try (AcousticExtractor there = Extractors.standard()
                .with("wav2vec2", export(name, 12, WeightFormat.FLOAT32))
                .acoustic("wav2vec2", List.of())) {
            assertClose(
                    values(there.extract(media).values()),
                    values(GoldenNetwork.answers(name).get("alone")),
                    1e-4);
        }
    }

    @Test
    void smallerWeightsAreAnotherExtractorWithNearlyTheSameFeatures() {
        float[] samples = TestMedia.sound(RATE, 1);
        try (AcousticExtractor whole = here("robust", Wav2Vec2Settings.defaults());
                AcousticExtractor half = Extractors.standard()
                        .with("wav2vec2", export("robust", 12, WeightFormat.FLOAT16))
                        .acoustic("wav2vec2", List.of())) {
            assertThat(half.id()).isNotEqualTo(whole.id());
            assertThat(half.id().version()).contains("-float16");
            assertClose(
                    values(half.extract("clip", samples).values()),
                    values(whole.extract("clip", samples).values()),
                    0.05);
        }
    }

    @Test
    void firstLayersAloneAreExportedAndOthersAreRefused() {
        Path first = export("robust", 1, WeightFormat.FLOAT32);
        Wav2Vec2Settings one = new Wav2Vec2Settings(1, 60, 10, Precision.FLOAT32);
        try (AcousticExtractor here = here("robust", one);
                AcousticExtractor there =
                        Extractors.standard().with("wav2vec2", first).acoustic("wav2vec2", List.of("layers=1"))) {
            assertThat(there.id()).isEqualTo(here.id());
        }
        Path all = export("robust", 12, WeightFormat.FLOAT32);
        refused(all, List.of("layers=1"), "export it with --block 1");
        refused(all, List.of("precision=bfloat16"), "exported encoders compute in float32");
    }

    @Test
    void whatIsNoNetworkIsRefusedInOneLine() throws IOException {
        Path file = export("base", 12, WeightFormat.FLOAT32);
        ModelProto right = ModelProto.parseFrom(Files.readAllBytes(file));
        refused(right, text -> text.replace("\"width\":16", "\"width\":32"), "output frames");
        refused(right, text -> text.replace("\"norm\":\"GROUP\"", "\"norm\":\"LAYER\""), "inputs");
        refused(right, text -> text.replace("\"norm\":\"GROUP\"", "\"norm\":null"), "vavl.wav2vec2");
        refused(right, text -> text.replace("\"format\":\"1\"", "\"format\":\"2\""), "must have '1'");
        refused(right, text -> "{}", "vavl.wav2vec2 cannot be read");
        refused(right.toBuilder().clearMetadataProps().build(), "lacks vavl.wav2vec2");
    }

    private void refused(ModelProto right, UnaryOperator<String> change, String reason) throws IOException {
        ModelProto.Builder changed = right.toBuilder();
        changed.getMetadataPropsBuilderList().stream()
                .filter(entry -> entry.getKey().equals("vavl.wav2vec2"))
                .forEach(entry -> entry.setValue(change.apply(entry.getValue())));
        assertThat(changed.build()).isNotEqualTo(right);
        refused(changed.build(), reason);
    }

    private void refused(ModelProto model, String reason) throws IOException {
        refused(Files.write(folder.resolve("changed.onnx"), model.toByteArray()), List.of(), reason);
    }

    private static void refused(Path file, List<String> settings, String reason) {
        Extractors extractors = Extractors.standard().with("wav2vec2", file);
        assertThatThrownBy(() -> extractors.acoustic("wav2vec2", settings).close())
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
}
