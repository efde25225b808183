package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.features.Extractors;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Provenance;

/** What fails after memory was taken for a network gives it back. */
class FailedLoadingTest {
    private static final int TIMES = 5;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAModel() {
        file = folder.resolve("model.safetensors");
        try (TrainedModel model = new TrainedModel(
                new VavlFamily()
                        .presets()
                        .get("tiny")
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 6)),
                RandomClips.unitStatistics(RandomClips.BOTH),
                Map.of(Modality.ACOUSTIC, RandomClips.EXTRACTOR, Modality.VISUAL, RandomClips.EXTRACTOR),
                new Provenance(Map.of(), ""))) {
            ModelFile.write(file, model);
        }
    }

    /** Native objects that wait to be freed by name are counted; those that only the collector would find stay counted. */
    private static void requireNothingLeft(ThrowingCallable loading) {
        assertThatThrownBy(loading).isInstanceOf(VavlException.class);
        long before = Pointer.totalCount();
        for (int i = 0; i < TIMES; i++) {
            assertThatThrownBy(loading).isInstanceOf(VavlException.class);
        }
        assertThat(Pointer.totalCount() - before).isLessThan(TIMES);
    }

    private Path damaged() {
        Path damaged = folder.resolve("damaged.safetensors");
        try (SafetensorsFile original = SafetensorsFile.open(file);
                PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new TreeMap<>(TensorFiles.read(original, name -> true, Device.CPU));
            tensors.get("statistics.visual.deviation").fill_(new Scalar(Float.NaN));
            TensorFiles.write(damaged, original.metadata(), tensors);
        }
        return damaged;
    }

    @Test
    void aModelWhoseLastTensorIsDamaged() {
        Path damaged = damaged();
        requireNothingLeft(() -> ModelFile.read(damaged, Device.CPU));
        requireNothingLeft(() -> ModelFile.readForInference(damaged, Device.CPU, Precision.FLOAT32));
    }

    @Test
    void aModelThatIsNoneOverFaces() {
        Extractors extractors = Extractors.standard().with("face-model", file);
        requireNothingLeft(() -> extractors.visual("face-model"));
    }
}
