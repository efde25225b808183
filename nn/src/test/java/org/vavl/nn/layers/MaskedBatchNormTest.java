package org.vavl.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;

class MaskedBatchNormTest {
    /** libtorch's own batch norm sees the valid frames alone, one after the other. */
    @Test
    void trainingAndItsStatisticsAreThoseOfLibTorchOnTheValidFrames() {
        LibTorch.seed(21);
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 21);
                PointerScope scope = new PointerScope()) {
            MaskedBatchNorm norm = new MaskedBatchNorm(store.root(), 3);
            Tensor mean = torch.zeros(3);
            Tensor variance = torch.ones(3);
            Tensor validBT = Tensors.valid("xxx..", "x.xxx", ".x...");
            for (int step = 0; step < 3; step++) {
                Tensor xBTC = Tensors.random(3, 5, 3);
                Tensor actualMC = valid(norm.forward(xBTC, validBT, ForwardMode.training(Precision.FLOAT32)), validBT);
                Tensor expectedMC = torch.batch_norm(
                        valid(xBTC, validBT),
                        new TensorOptional(),
                        new TensorOptional(),
                        new TensorOptional(mean),
                        new TensorOptional(variance),
                        true,
                        0.1,
                        1e-5,
                        false);
                Tensors.assertClose("step " + step, actualMC, expectedMC, 1e-5);
            }
            Tensors.assertClose("mean", get(store, "mean"), mean, 1e-6);
            Tensors.assertClose("variance", get(store, "variance"), variance, 1e-6);
        }
    }

    @Test
    void otherwiseAResultDependsOnTheStatisticsAlone() {
        LibTorch.seed(22);
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 22);
                PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            MaskedBatchNorm norm = new MaskedBatchNorm(store.root(), 3);
            Tensor xBTC = Tensors.random(2, 4, 3);
            Tensor validBT = Tensors.valid("xxxx", "xx..");
            ForwardMode inference = ForwardMode.inference(Precision.FLOAT32);
            Tensor together = norm.forward(xBTC, validBT, inference).narrow(0, 0, 1);
            Tensor alone = norm.forward(xBTC.narrow(0, 0, 1), validBT.narrow(0, 0, 1), inference);
            assertThat(Tensors.largestDifference(together, alone)).isZero();
            assertThat(get(store, "mean").abs().sum().item_double()).isZero();
        }
    }

    @Test
    void statisticsAreKeptWithTheParametersAndAreNone() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 23)) {
            MaskedBatchNorm unused = new MaskedBatchNorm(store.root(), 3);
            assertThat(unused).isNotNull();
            assertThat(store.parameters()).containsOnlyKeys("weight", "bias", "mean", "variance");
            assertThat(store.learnable()).containsOnlyKeys("weight", "bias");
            assertThat(store.count()).isEqualTo(6);
            assertThat(get(store, "mean").requires_grad()).isFalse();
        }
    }

    private static Tensor valid(Tensor xBTC, Tensor validBT) {
        return xBTC.flatten(0, 1).index_select(0, validBT.flatten().nonzero().squeeze(1));
    }

    private static Tensor get(ParameterStore store, String name) {
        return Objects.requireNonNull(store.parameters().get(name));
    }
}
