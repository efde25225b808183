package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vavl.model.vavl.RandomClips.BOTH;
import static org.vavl.model.vavl.RandomClips.CLASSES;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.auxformer.AuxFormerConfiguration;
import org.vavl.model.mult.MultConfiguration;
import org.vavl.model.sfav.SfavConfiguration;
import org.vavl.model.tlstm.TlstmConfiguration;
import org.vavl.model.uavm.UavmConfiguration;
import org.vavl.model.unimodal.UnimodalConfiguration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;

/** Against PyTorch networks that see each clip alone and without padding; see {@code tools/fixtures/baselines.py} and {@code mult_three.py}. */
class BaselineGoldenTest {
    private static final int CLIPS = 5;
    private static final Map<String, List<Integer>> ROWS =
            Map.of("acoustic", List.of(0, 1, 2, 3), "visual", List.of(0, 1, 2, 4), "text", List.of(0, 1, 2, 3, 4));
    private static final List<Modality> THREE = List.of(BOTH.get(0), BOTH.get(1), new Modality("text", 3));

    @TempDir
    private Path folder;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(
                        "unimodal",
                        new UnimodalConfiguration("acoustic", 12, 3, 2, 20, 5, 6, 5, List.of(10, 8), 0.1, 0.2)),
                Arguments.of("mult", new MultConfiguration(CrossmodalTransformerSettings.of(8, 2, 2, 0.25), 0)),
                Arguments.of(
                        "auxformer",
                        new AuxFormerConfiguration(
                                CrossmodalTransformerSettings.of(8, 2, 2, 0.25), List.of(12, 10), 0.2)),
                Arguments.of("uavm", new UavmConfiguration(8, 2, 2, 1, 32, 8)),
                Arguments.of("tlstm", new TlstmConfiguration(CrossmodalTransformerSettings.of(8, 2, 1, 0.25), 6)),
                Arguments.of("sfav", new SfavConfiguration(4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void outputsAndAllGradientsAreThoseOfPyTorch(String name, ModelConfiguration configuration) throws IOException {
        assertAsPyTorch(name + "/golden.safetensors", configuration, BOTH);
    }

    @Test
    void multOfThreeModalitiesIsAsItWasPublished() throws IOException {
        assertAsPyTorch(
                "mult/golden-three.safetensors",
                new MultConfiguration(CrossmodalTransformerSettings.of(8, 2, 1, 0.25), 0),
                THREE);
    }

    private void assertAsPyTorch(String file, ModelConfiguration configuration, List<Modality> modalities)
            throws IOException {
        try (PointerScope scope = new PointerScope()) {
            GoldenTensors golden = GoldenTensors.read(file, folder);
            try (EmotionModel model =
                    configuration.build(modalities, CLASSES, ParameterStore.uninitialised(Device.CPU))) {
                model.parameters().load(golden.below("parameter."), file);
                Map<Head, HeadOutput> outputs =
                        model.forward(batch(golden, modalities), ForwardMode.inference(Precision.FLOAT32));
                assertThat(outputs.keySet().stream().map(Head::name))
                        .containsExactlyInAnyOrderElementsOf(
                                golden.below("output.").keySet());
                List<Tensor> losses = new ArrayList<>();
                outputs.forEach((head, output) -> {
                    GoldenTensors.assertClose(head.name(), output.outputsNC(), golden.get("output." + head.name()));
                    losses.add(output.outputsNC()
                            .mul(golden.get("weights." + head.name()))
                            .sum());
                });
                losses.stream().reduce(Tensor::add).orElseThrow().backward();
                golden.below("gradient.")
                        .forEach((parameter, gradient) ->
                                GoldenTensors.assertClose(parameter, gradientOf(model, parameter, gradient), gradient));
            }
        }
    }

    private static Tensor gradientOf(EmotionModel model, String name, Tensor like) {
        Tensor gradient = Objects.requireNonNull(model.parameters().parameters().get(name))
                .grad();
        return gradient.defined() ? gradient : like.mul(new org.bytedeco.pytorch.Scalar(0.0));
    }

    private static Batch batch(GoldenTensors golden, List<Modality> modalities) {
        Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            parts.put(
                    modality,
                    new ModalityBatch(
                            Objects.requireNonNull(ROWS.get(modality.name())),
                            golden.get(modality.name() + ".features"),
                            golden.get(modality.name() + ".valid").to(ScalarType.Bool)));
        }
        return new Batch(CLIPS, parts, golden.get("acoustic.features").new_zeros(CLIPS, CLASSES.outputs()));
    }
}
