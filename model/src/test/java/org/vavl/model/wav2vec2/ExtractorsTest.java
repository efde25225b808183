package org.vavl.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;

/** With the networks of the tests of the features. */
class ExtractorsTest {
    private static final Path ONNX = Path.of("../features/src/test/resources/org/vavl/features/onnx");
    private static final Path WAV2VEC2 = Path.of("src/test/resources/org/vavl/model/wav2vec2");

    @TempDir
    Path folder;

    private Extractors extractors() {
        return new Extractors(new WeightSources(new AssetStore(folder.resolve("store"), Assets.all()), Map.of()));
    }

    private Extractors withWav2Vec2(String name) {
        return extractors().with("wav2vec2", WAV2VEC2.resolve(name));
    }

    private static ExtractorId idOf(Extractors extractors, String name, String... settings) {
        try (AcousticExtractor extractor = extractors.acoustic(name, List.of(settings))) {
            return extractor.id();
        }
    }

    @Test
    void anExtractorIsFoundAgainByItsId() {
        for (ExtractorId id : List.of(
                idOf(extractors(), "logmel", "deltas=1"),
                idOf(withWav2Vec2("base"), "wav2vec2", "layers=2", "windowSeconds=25"))) {
            try (AcousticExtractor again = withWav2Vec2("base").acoustic(id).orElseThrow()) {
                assertThat(again.id()).isEqualTo(id);
            }
        }
    }

    @Test
    void otherWeightsAreRefused() {
        ExtractorId base = idOf(withWav2Vec2("base"), "wav2vec2");
        assertThatThrownBy(() -> withWav2Vec2("robust").acoustic(base))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("the model was trained on features of wav2vec2 1;layers=3");
        assertThatThrownBy(() -> extractors().acoustic(base))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("vavl models pull wav2vec2");
    }

    @Test
    void aNetworkThatAFileDescribesIsFoundByItsName() throws IOException {
        Files.copy(ONNX.resolve("sound.onnx"), folder.resolve("sound.onnx"));
        Files.copy(ONNX.resolve("faces.onnx"), folder.resolve("faces.onnx"));
        Path sound = Files.writeString(folder.resolve("sound.yaml"), "name: mine\nnetwork: sound.onnx\n");
        Path faces = Files.writeString(folder.resolve("faces.yaml"), """
                name: my-faces
                network: faces.onnx
                output: before-classifier
                width: 12
                height: 12
                mean: [0.5]
                deviation: [0.5]
                colours: bgr
                """);
        ExtractorId id = idOf(extractors().with("onnx", sound), "onnx");
        try (AcousticExtractor again =
                extractors().with("mine", sound).acoustic(id).orElseThrow()) {
            assertThat(again.id()).isEqualTo(id);
        }
        assertThat(extractors().acoustic(id)).isEmpty();
        try (VisualExtractor visual = extractors().with("onnx", faces).visual("onnx")) {
            assertThat(visual.id().name()).isEqualTo("my-faces");
            assertThat(visual.width()).isEqualTo(5);
            assertThat(visual.id().version()).contains("BGR", "mean=[0.5]");
        }
    }
}
