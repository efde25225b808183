package org.vavl.model.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vavl.model.whisper.GoldenWhisper.assertClose;
import static org.vavl.model.whisper.GoldenWhisper.values;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.whisper.WhisperEncoder;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.onnx.ExportedWhisperEncoder;

/** Exported encoders hear on ONNX Runtime what they hear on libtorch. */
class WhisperExportTest {
    /** Of networks that have positions for 2 s. */
    private static final WhisperSettings SETTINGS =
            WhisperSettings.defaults().withWindows(2, 0.5).withFrameRate(50);

    @TempDir
    private Path folder;

    private static WhisperSource source(String name) {
        Path folder = GoldenWhisper.path(name);
        return WhisperSource.of(name.equals("first") ? folder.resolve("encoder.safetensors") : folder);
    }

    private Path export(WhisperSource source, int block, WeightFormat format) {
        Path file = folder.resolve(block + "-" + format + ".onnx");
        WhisperExport.write(file, source, block, format);
        return file;
    }

    private static float[] random(long seed, int count) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"tiny, 1", "tiny, 2", "tiny, 0", "wide, 2", "wide, 3", "first, 0"})
    void anExportedEncoderGivesWhatItGivesOnLibtorchAtEveryLength(String name, int block) {
        WhisperSource source = source(name);
        WhisperSettings settings = SETTINGS.withBlock(block);
        try (WhisperEncoder here = new TorchWhisperEncoder(source, settings, Device.CPU);
                WhisperEncoder there = ExportedWhisperEncoder.open(export(source, block, WeightFormat.FLOAT32))) {
            assertThat(there.digest()).isEqualTo(here.digest());
            assertThat(List.of(there.block(), there.width(), there.melBands(), there.positions()))
                    .isEqualTo(List.of(here.block(), here.width(), here.melBands(), here.positions()));
            for (int spectra : new int[] {1, 2, 3, 31, 100, 199, 200}) {
                float[] mel = random(spectra, spectra * here.melBands());
                assertClose(there.encode(mel, spectra), here.encode(mel, spectra), 1e-5);
            }
        }
    }

    @Test
    void longSoundGoesThroughInTheSameWindows() {
        float[] samples = random(7, 16_000 * 7);
        WhisperSource source = source("tiny");
        try (AcousticExtractor here =
                        new WhisperExtractor(new TorchWhisperEncoder(source, SETTINGS, Device.CPU), SETTINGS);
                AcousticExtractor there = Extractors.standard()
                        .with("whisper", export(source, 0, WeightFormat.FLOAT32))
                        .acoustic(here.id())
                        .orElseThrow()) {
            FeatureSequence expected = here.extract("clip", samples);
            FeatureSequence actual = there.extract("clip", samples);
            assertThat(actual.valid()).isEqualTo(expected.valid());
            assertThat(actual.extractor()).isEqualTo(expected.extractor());
            assertClose(values(actual.values()), values(expected.values()), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void libtorchReadsWhatWasExported(WeightFormat format) {
        Path file = export(source("tiny"), 0, format);
        try (WhisperEncoder there = ExportedWhisperEncoder.open(file);
                WhisperEncoder again = new TorchWhisperEncoder(WhisperSource.of(file), SETTINGS, Device.CPU);
                WhisperEncoder first = new TorchWhisperEncoder(source("tiny"), SETTINGS, Device.CPU)) {
            float[] mel = random(3, 90 * there.melBands());
            assertClose(again.encode(mel, 90), there.encode(mel, 90), 1e-5);
            assertThat(again.digest()).isEqualTo(there.digest());
            assertThat(first.digest().equals(there.digest())).isEqualTo(format == WeightFormat.FLOAT32);
            assertClose(there.encode(mel, 90), first.encode(mel, 90), 0.1);
        }
        // what was rounded once is not rounded again, and so is the same extractor
        Path again = folder.resolve("again.onnx");
        WhisperExport.write(again, WhisperSource.of(file), 0, format);
        try (WhisperEncoder there = ExportedWhisperEncoder.open(file);
                WhisperEncoder second = ExportedWhisperEncoder.open(again)) {
            assertThat(second.digest()).isEqualTo(there.digest());
        }
    }

    @Test
    void whatAnExportedEncoderDoesNotDoIsDoneOnLibtorch() {
        Extractors extractors = Extractors.standard().with("whisper", export(source("tiny"), 0, WeightFormat.FLOAT32));
        List<String> windows = List.of("windowSeconds=2", "contextSeconds=0.5");
        List<String> asked = new ArrayList<>(windows);
        asked.add("block=2");
        try (AcousticExtractor second = extractors.acoustic("whisper", asked);
                AcousticExtractor expected = Extractors.standard()
                        .with("whisper", GoldenWhisper.path("tiny"))
                        .acoustic("whisper", asked)) {
            assertThat(second.id()).isEqualTo(expected.id());
        }
        asked.set(2, "precision=bfloat16");
        try (AcousticExtractor coarse = extractors.acoustic("whisper", asked)) {
            assertThat(coarse.id().version()).endsWith(";precision=" + Precision.BFLOAT16);
        }
        asked.set(2, "block=4");
        assertThatThrownBy(() -> extractors.acoustic("whisper", asked).close())
                .isInstanceOf(VavlException.class)
                .hasMessage("block is 4, and must be 1 to 3, of which the encoder is");
    }

    @Test
    void threadsThatShareASessionGetTheSameFrames() throws InterruptedException, ExecutionException {
        Path file = export(source("tiny"), 0, WeightFormat.FLOAT32);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (WhisperEncoder encoder = ExportedWhisperEncoder.open(file)) {
            List<float[]> expected = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                expected.add(encoder.encode(random(i, (20 + i) * encoder.melBands()), 20 + i));
            }
            List<Future<float[]>> answers = new ArrayList<>();
            for (int n = 0; n < 64; n++) {
                int i = n % 8;
                answers.add(threads.submit(() -> encoder.encode(random(i, (20 + i) * encoder.melBands()), 20 + i)));
            }
            for (int n = 0; n < 64; n++) {
                assertThat(answers.get(n).get()).isEqualTo(expected.get(n % 8));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whatIsNoEncoderIsRefusedInOneLine() throws IOException {
        Path file = export(source("tiny"), 0, WeightFormat.FLOAT32);
        ModelProto right = ModelProto.parseFrom(Files.readAllBytes(file));
        refused(right, "vavl.encoder", text -> text.replace("\"width\":16", "\"width\":17"), "output frames");
        refused(right, "vavl.encoder", text -> text.replace("\"melBands\":80", "\"melBands\":0"), "melBands 0");
        refused(right, "vavl.encoder", text -> text.replace("whisper", "hubert"), "kind 'hubert'");
        refused(right, "vavl.encoder", text -> "{}", "vavl.encoder cannot be read");
        refused(right, "vavl.encoder", text -> text.replace("\"positions\":", "\"place\":"), "vavl.encoder");
        ModelProto.Builder without = right.toBuilder();
        without.clearMetadataProps();
        refused(without.build(), "lacks vavl.encoder");
    }

    private void refused(ModelProto right, String key, UnaryOperator<String> change, String reason) throws IOException {
        ModelProto.Builder changed = right.toBuilder();
        changed.getMetadataPropsBuilderList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .forEach(entry -> entry.setValue(change.apply(entry.getValue())));
        refused(changed.build(), reason);
    }

    private void refused(ModelProto model, String reason) throws IOException {
        Path file = Files.write(folder.resolve("changed.onnx"), model.toByteArray());
        assertThatThrownBy(() -> ExportedWhisperEncoder.open(file).close())
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("changed.onnx")
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
}
