package org.vavl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vavl.nn.LibTorch;
import org.vavl.nn.Seeds;

class AdamTest {
    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    private static Tensor copyOf(Tensor tensor) {
        return tensor.detach().clone().requires_grad_(true);
    }

    /** libtorch has an Adam of its own, in C++. */
    @Test
    void theStepsAreThoseOfLibTorch() {
        try (PointerScope scope = new PointerScope()) {
            Seeds.seedLibTorch(11);
            Tensor ours = copyOf(torch.randn(4, 3));
            Tensor theirs = copyOf(ours);
            AdamOptions options = new AdamOptions(0.01);
            options.weight_decay().put(0.02);
            options.eps().put(1e-7);
            var reference = new org.bytedeco.pytorch.Adam(new TensorVector(theirs), options);
            try (Adam adam = new Adam(new AdamSettings(0.02, 0.9, 0.999, 1e-7), Map.of("w", ours))) {
                for (int step = 0; step < 25; step++) {
                    Tensor target = torch.randn(4, 3);
                    Tensor gradient = gradient(ours, target);
                    adam.step("w", ours, gradient, 0.01);
                    reference.zero_grad();
                    loss(theirs, target).backward();
                    reference.step();
                    assertThat(difference(ours, theirs)).as("step %d", step).isLessThan(1e-6);
                }
            }
        }
    }

    private static Tensor loss(Tensor parameter, Tensor target) {
        return parameter.sub(target).square().mul(new Scalar(0.5)).sum();
    }

    private static Tensor gradient(Tensor parameter, Tensor target) {
        return torch.grad(new TensorVector(loss(parameter, target)), new TensorVector(parameter))
                .get(0);
    }

    private static double difference(Tensor a, Tensor b) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            return a.sub(b).abs().max().item_double();
        }
    }

    @Test
    void stateThatIsRestoredGoesOnBitForBit() {
        try (PointerScope scope = new PointerScope()) {
            Seeds.seedLibTorch(12);
            Tensor parameter = copyOf(torch.randn(5));
            Map<String, Tensor> parameters = Map.of("w", parameter);
            try (Adam first = new Adam(AdamSettings.defaults(), parameters);
                    Adam second = new Adam(AdamSettings.defaults(), parameters)) {
                Tensor gradient = torch.randn(5);
                first.step("w", parameter, gradient, 0.1);
                second.restore(first.tensors(), first.steps());
                Tensor other = copyOf(parameter);
                first.step("w", parameter, gradient, 0.1);
                second.step("w", other, gradient, 0.1);
                assertThat(parameter.equal(other)).isTrue();
            }
        }
    }
}
