package org.vavl.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.TinyModel;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.inference.BuiltInModels;

class ExportCommandTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writeModel() {
        model = TinyModel.in(folder);
    }

    @Test
    void theExportedModelPredictsAsTheModelDoesAndKnowsWhatItKnows() {
        Path exported = export("float32");
        try (Recognizer expected = Recognizer.load(model);
                Recognizer actual = Recognizer.load(exported)) {
            assertThat(actual.model()).isEqualTo(expected.model());
            List<String> names =
                    expected.model().modalities().stream().map(Modality::name).toList();
            for (List<String> present : List.of(names, names.subList(0, 1), names.subList(1, 2))) {
                Map<String, FeatureSequence> clip = clip(expected, present);
                Prediction there = actual.predict("clip", clip);
                Prediction here = expected.predict("clip", clip);
                assertThat(there.selectedHeads()).isEqualTo(here.selectedHeads());
                for (int c = 0; c < here.outputs().size(); c++) {
                    assertThat(there.outputs().get(c)).isCloseTo(here.outputs().get(c), within(1e-5));
                }
            }
        }
    }

    /** Its parts are what is shipped, so that they come out as they went in. */
    @Test
    void withoutAModelTheBuiltInOneIsExportedAndWithItsExtractorsItIsForOtherPrograms() throws IOException {
        Path same = folder.resolve("same.onnx");
        CommandRun alone = CommandRun.of("export", "--out", same.toString());
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        assertThat(BuiltInModels.EMOTION.<Long>read(file -> mismatch(file, same)))
                .isEqualTo(-1);
        Path chain = folder.resolve("chain.onnx");
        CommandRun run = CommandRun.of("export", "--extractors", "--precision", "int8", "--out", chain.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.size(chain)).isBetween(10_000_000L, 30_000_000L);
        CommandRun predict = CommandRun.of("predict", "--model", chain.toString(), "any.wav");
        assertThat(predict.exitCode()).isEqualTo(1);
        assertThat(predict.err()).contains("takes samples and face crops").hasLineCount(1);
        CommandRun info = CommandRun.of("info", chain.toString());
        assertThat(info.exitCode()).as(info.err()).isZero();
        String ofTheModel = CommandRun.of("info", same.toString()).out();
        assertThat(info.out())
                .startsWith("ONNX                         operators of version 17, weights in int8")
                .contains(
                        "takes features.samples       1 × samples, float32: 16000 a second, 400 to 480000",
                        "takes valid.pixels           1 × frames, boolean: which frames have a face",
                        "gives embedding.audio-visual 1 × 256, float32")
                .endsWith(ofTheModel.substring(ofTheModel.indexOf("name: vavl")));
        assertThat(CommandRun.of("info", chain.toString(), "--format", "json").out())
                .contains("\"chain\"", "\"kind\"", "\"licence\"");
    }

    @Test
    void tellsOfAnExportedEncoder() {
        CommandRun info = BuiltInModels.SPEECH.read(file -> CommandRun.of("info", file.toString()));
        assertThat(info.exitCode()).as(info.err()).isZero();
        assertThat(info.out())
                .contains(
                        "encoder                      whisper, the output of block 4",
                        "takes features.spectrum      clips × spectra × 80, float32",
                        "gives frames                 clips × frames × 512, float32");
    }

    private static long mismatch(Path one, Path other) {
        try {
            return Files.mismatch(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void smallerWeightsMakeASmallerFile() throws IOException {
        long whole = Files.size(export("float32"));
        assertThat(Files.size(export("float16"))).isBetween(whole / 2, whole * 6 / 10);
        assertThat(Files.size(export("int8"))).isBetween(whole / 4, whole * 4 / 10);
    }

    @Test
    void tellsOfTheExportAsOfTheModel() {
        String exported = CommandRun.of("info", export("float32").toString()).out();
        assertThat(exported)
                .startsWith("ONNX                         operators of version 17, weights in float32")
                .contains(CommandRun.of("info", model.toString()).out());
        assertThat(exported).contains("temperature acoustic", TinyModel.CARD);
    }

    @Test
    void anExportIsNoModelThatCanBeChanged() {
        CommandRun run = CommandRun.of(
                "card",
                export("float32").toString(),
                "nowhere.md",
                "--out",
                folder.resolve("x").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void namesWhatIsWrongWithTheCommandLine() {
        CommandRun name = CommandRun.of("export", model.toString(), "--out", "model.bin");
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("--out is model.bin, and must end in .onnx");
        CommandRun precision =
                CommandRun.of("export", model.toString(), "--out", "model.onnx", "--precision", "bfloat16");
        assertThat(precision.exitCode()).isEqualTo(2);
        assertThat(precision.err()).contains("bfloat16", "FLOAT16, INT8");
        CommandRun block = CommandRun.of("export", model.toString(), "--out", "model.onnx", "--block", "2");
        assertThat(block.exitCode()).isEqualTo(2);
        assertThat(block.err()).contains("--block is of encoders");
    }

    private Path export(String precision) {
        Path out = folder.resolve(precision + ".onnx");
        CommandRun run = CommandRun.of("export", model.toString(), "--out", out.toString(), "--precision", precision);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return out;
    }

    private static Map<String, FeatureSequence> clip(Recognizer recognizer, List<String> present) {
        Random random = new Random(7);
        Map<String, FeatureSequence> features = new HashMap<>();
        for (Modality modality : recognizer.model().modalities()) {
            float[] values = new float[50 * modality.width()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            ExtractorId extractor =
                    Objects.requireNonNull(recognizer.model().extractors().get(modality.name()));
            if (present.contains(modality.name())) {
                features.put(
                        modality.name(),
                        FeatureSequence.allValid(FloatBuffer.wrap(values), modality.width(), 25, extractor));
            }
        }
        return features;
    }
}
