package org.vavl.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
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
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.recognition.Recognizer;

class ExportCommandTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void builtIn() throws IOException {
        model = folder.resolve("model.safetensors");
        try (InputStream resource =
                ExportCommandTest.class.getResourceAsStream("/org/vavl/models/emotion.safetensors")) {
            Files.copy(Objects.requireNonNull(resource), model);
        }
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

    @Test
    void smallerWeightsMakeASmallerFile() throws IOException {
        long whole = Files.size(export("float32"));
        assertThat(Files.size(export("float16"))).isBetween(whole / 2, whole * 6 / 10);
        assertThat(Files.size(export("int8"))).isBetween(whole / 4, whole * 4 / 10);
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
