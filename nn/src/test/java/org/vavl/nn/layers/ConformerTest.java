package org.vavl.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.vavl.nn.Device;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.Precision;

class ConformerTest {
    @Test
    void aBlockOfThePaperHasAsManyParametersAsTheSpecificationSays() {
        try (ParameterStore store = ParameterStore.toBeLoaded(Device.CPU)) {
            new Conformer(store.root(), 1, new ConformerSizes(512, 8, 2048, 31, 0.1));
            assertThat(store.count(name -> true)).isEqualTo(6_323_712);
        }
    }

    @Test
    void everyParameterGetsAGradient() {
        try (ParameterStore store = ParameterStore.drawn(Device.CPU, 1);
                PointerScope scope = new PointerScope()) {
            Conformer conformer = new Conformer(store.root(), 2, new ConformerSizes(16, 4, 32, 5, 0.1));
            Tensor xBTD = torch.randn(new long[] {3, 7, 16}, Device.CPU.options(ScalarType.Float));
            Tensor validBT = torch.ones(new long[] {3, 7}, Device.CPU.options(ScalarType.Bool));
            Tensor yBTD = conformer.forward(xBTD, validBT, ForwardMode.training(Precision.FLOAT32));
            assertThat(yBTD.shape()).containsExactly(3, 7, 16);
            yBTD.mul(torch.randn(new long[] {3, 7, 16}, Device.CPU.options(ScalarType.Float)))
                    .sum()
                    .backward();
            store.parameters().forEach((name, parameter) -> assertThat(
                            parameter.grad().abs().max().item_float())
                    .as(name)
                    .isPositive());
        }
    }
}
