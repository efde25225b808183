package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.model.face.FaceFamily;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.vavl.RandomClips;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Provenance;

/** Networks of extractors go where they are asked to; where there is no card, they say so and do not fall back to the CPU. */
class ExtractorDeviceTest {
    private static final Path RESOURCES = Path.of("src/test/resources/org/vavl/model");
    private static final Device CARD = new Device(Device.Type.CUDA, 0);

    @TempDir
    private Path folder;

    @BeforeEach
    void thereIsNoCard() {
        LibTorch.load();
        assumeFalse(torch.cuda_is_available());
    }

    @Test
    void wav2vec2() {
        requireDevice("wav2vec2", RESOURCES.resolve("wav2vec2/base"), List.of());
    }

    @Test
    void whisper() {
        requireDevice("whisper", RESOURCES.resolve("whisper/tiny"), List.of("windowSeconds=2", "contextSeconds=0.5"));
    }

    private static void requireDevice(String name, Path weights, List<String> settings) {
        Extractors extractors = Extractors.standard().with(name, weights);
        ExtractorId id;
        try (AcousticExtractor here = extractors.acoustic(name, settings)) {
            id = here.id();
        }
        Extractors elsewhere = extractors.on(CARD);
        assertThat(elsewhere.weights().paths()).isEqualTo(Map.of(name, weights));
        assertThatThrownBy(() -> elsewhere.acoustic(name, settings))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("device 'cuda:0' is not there");
        assertThatThrownBy(() -> elsewhere.acoustic(id))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("device 'cuda:0' is not there");
    }

    @Test
    void faceModel() {
        Path file = folder.resolve("faces.safetensors");
        Modality pictures = new Modality(Modality.VISUAL, 256);
        try (TrainedModel model = new TrainedModel(
                ModelConfigurations.preset(new FaceFamily(), "tiny")
                        .build(List.of(pictures), RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 3)),
                Map.of(pictures, FeatureStatistics.none(pictures.width())),
                Map.of(Modality.VISUAL, RandomClips.EXTRACTOR),
                new Provenance(Map.of(), ""))) {
            ModelFile.write(file, model);
        }
        Extractors extractors = Extractors.standard().with("face-model", file);
        extractors.visual("face-model").close();
        assertThatThrownBy(() -> extractors.on(CARD).visual("face-model"))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("device 'cuda:0' is not there");
    }
}
