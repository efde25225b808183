package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.layers.Linear;

class PackedMatrixTest {
    private static final int INPUTS = 48;
    private static final int OUTPUTS = 80;

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1, true", "FLOAT32, 75, false", "BFLOAT16, 1, false", "BFLOAT16, 75, true"})
    void aLayerOfANetworkThatIsOnlyAskedAnswersAsOneThatIsTrained(Precision precision, long rows, boolean bias) {
        assumeTrue(PackedMatrix.isPossible(Device.CPU, precision));
        ForwardMode mode = ForwardMode.inference(precision);
        try (PointerScope scope = new PointerScope();
                InferenceMode noGradient = new InferenceMode();
                ParameterStore trained = ParameterStore.initialised(Device.CPU, 1);
                ParameterStore asked = ParameterStore.forInference(Device.CPU, precision)) {
            Linear expected = layer(trained.root(), bias);
            Linear actual = layer(asked.root(), bias);
            asked.load(trained.parameters(), "test");
            Tensor x = torch.randn(2, rows, INPUTS);
            Tensor answer = actual.forward(x, mode);
            assertThat(answer.scalar_type().intern()).isEqualTo(ScalarTypes.of(precision));
            Tensor difference =
                    answer.to(ScalarType.Float).sub(expected.forward(x, mode).to(ScalarType.Float));
            assertThat(difference.abs().max().item_double()).isLessThan(precision == Precision.FLOAT32 ? 1e-5 : 2e-2);
            assertThat(PackedMatrix.isPacked(asked.parameters().get("weight"))).isTrue();
            assertThat(asked.root().child("weight").count()).isEqualTo((long) INPUTS * OUTPUTS);
        }
    }

    private static Linear layer(ParameterPath path, boolean bias) {
        return bias ? new Linear(path, INPUTS, OUTPUTS) : Linear.withoutBias(path, INPUTS, OUTPUTS);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32", "BFLOAT16"})
    void theProductIsThatOfTheMatrix(Precision precision) {
        assumeTrue(PackedMatrix.isPossible(Device.CPU, precision));
        try (PointerScope scope = new PointerScope();
                InferenceMode noGradient = new InferenceMode()) {
            Tensor weight = torch.randn(OUTPUTS, INPUTS).to(ScalarTypes.of(precision));
            Tensor x = torch.randn(7, INPUTS).to(ScalarTypes.of(precision));
            Tensor product = PackedMatrix.product(x, PackedMatrix.pack(weight));
            Tensor expected = torch.linear(x, weight, new TensorOptional());
            assertThat(product.shape()).containsExactly(7, OUTPUTS);
            assertThat(torch.allclose(product, expected, 1e-2, 1e-3, false)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32", "BFLOAT16"})
    void whatIsNoMatrixOfAProductStaysReadable(Precision precision) {
        try (PointerScope scope = new PointerScope();
                ParameterStore asked = ParameterStore.forInference(Device.CPU, precision)) {
            asked.root().create("table", Initialisation.zeros(), 4, 3);
            asked.load(Map.of("table", torch.ones(4, 3)), "test");
            assertThat(asked.parameters().get("table").sum().item_double()).isEqualTo(12);
        }
    }
}
