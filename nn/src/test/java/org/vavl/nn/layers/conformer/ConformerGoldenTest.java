package org.vavl.nn.layers.conformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.Golden;
import org.vavl.nn.layers.Tensors;
import org.vavl.nn.layers.ValidFrames;

/** Against transformers' Wav2Vec2-Conformer; see {@code tools/fixtures/conformer.py}. */
class ConformerGoldenTest {
    private static final double TOLERANCE = 1e-5;

    @Test
    void outputsAndAllGradientsAreThoseOfTransformers() throws IOException {
        try (ParameterStore store = ParameterStore.uninitialised(Device.CPU);
                PointerScope scope = new PointerScope()) {
            Golden golden = Golden.read("conformer.json");
            Conformer conformer = new Conformer(store.root(), 2, new ConformerSettings(12, 3, 20, 5, 0.1));
            store.load(golden.tensors("parameters"), "conformer.json");
            Tensor xBTD = golden.tensor("x").requires_grad_(true);
            Tensor validBT = golden.tensor("valid").to(ScalarType.Bool);

            Tensor yBTD = ValidFrames.zeroInvalid(
                    conformer.forward(xBTD, validBT, ForwardMode.inference(Precision.FLOAT32)), validBT);
            yBTD.mul(golden.tensor("weights")).sum().backward();

            Tensors.assertClose("y", yBTD, golden.tensor("y"), TOLERANCE);
            Tensors.assertClose("gradient of x", xBTD.grad(), golden.tensor("gradientOfX"), TOLERANCE);
            Map<String, Tensor> gradients = golden.tensors("gradients");
            assertThat(gradients.keySet()).isEqualTo(store.parameters().keySet());
            store.parameters()
                    .forEach((name, parameter) -> Tensors.assertClose(
                            name, parameter.grad(), Objects.requireNonNull(gradients.get(name)), TOLERANCE));
        }
    }
}
