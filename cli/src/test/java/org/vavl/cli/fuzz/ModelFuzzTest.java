package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Provenance;

/** Model files from strangers. */
@Tag("fuzz")
class ModelFuzzTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("any", "1");

    @TempDir
    private Path folder;

    private Path right;
    private Path mutated;

    @BeforeEach
    void writeAModel() {
        right = folder.resolve("right.safetensors");
        mutated = folder.resolve("mutated.safetensors");
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        statistics.put(new Modality(Modality.ACOUSTIC, 3), FeatureStatistics.none(3));
        statistics.put(new Modality(Modality.VISUAL, 2), FeatureStatistics.none(2));
        Task task = new Task.Classification(List.of("happy", "sad"), false);
        try (TrainedModel model = new TrainedModel(
                new VavlFamily()
                        .presets()
                        .get("tiny")
                        .build(List.copyOf(statistics.keySet()), task, ParameterStore.initialised(Device.CPU, 3)),
                statistics,
                Map.of(Modality.ACOUSTIC, EXTRACTOR, Modality.VISUAL, EXTRACTOR),
                new Provenance(Map.of("seed", "3"), "a card"))) {
            ModelFile.write(right, model);
        }
    }

    private void readOrRefuse() {
        try {
            ModelFile.read(mutated, Device.CPU).close();
        } catch (VavlException e) {
            assertThat(e.getMessage()).startsWith(mutated.toString()).doesNotContain("\n");
            throw e;
        }
    }

    @Test
    void everyDescriptionIsReadOrRefusedByName() {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile file = SafetensorsFile.open(right)) {
            var tensors = TensorFiles.read(file, name -> true, Device.CPU);
            int accepted = Fuzz.run("model description", 200, random -> {
                Map<String, String> metadata = new TreeMap<>(file.metadata());
                List<String> keys = List.copyOf(metadata.keySet());
                metadata.compute(
                        keys.get(random.nextInt(keys.size())),
                        (key, value) -> random.nextInt(10) == 0 ? null : Mutation.ofText(value, random));
                TensorFiles.write(mutated, metadata, tensors);
                readOrRefuse();
            });
            assertThat(accepted).isPositive();
        }
    }

    @Test
    void everyHeaderAndEveryWeightIsReadOrRefusedByName() throws Exception {
        byte[] bytes = Files.readAllBytes(right);
        int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Fuzz.run("model bytes", 300, random -> {
            Files.write(mutated, damaged(bytes, header, random));
            readOrRefuse();
        });
    }

    private static byte[] damaged(byte[] bytes, int header, Random random) {
        if (random.nextBoolean()) {
            return Mutation.ofBytes(bytes, random);
        }
        byte[] changed = bytes.clone();
        int most = random.nextBoolean() ? 8 + header : bytes.length;
        for (int times = random.nextInt(5); times >= 0; times--) {
            changed[random.nextInt(most)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    /** It hung with 100,000 layers. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aListWithoutEndIsRefused() {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile file = SafetensorsFile.open(right)) {
            var tensors = TensorFiles.read(file, name -> true, Device.CPU);
            for (int length : new int[] {33, 100_000, 1_000_000}) {
                Map<String, String> metadata = new TreeMap<>(file.metadata());
                metadata.computeIfPresent(
                        "vavl.model",
                        (key, json) -> json.replaceFirst(
                                "\"headWidths\":\\[[^\\]]*\\]", "\"headWidths\":[" + "8,".repeat(length - 1) + "8]"));
                TensorFiles.write(mutated, metadata, tensors);
                assertThatThrownBy(this::readOrRefuse)
                        .isInstanceOf(VavlException.class)
                        .hasMessageStartingWith(mutated.toString());
            }
        }
    }
}
