package org.vavl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vavl.nn.LibTorch;
import org.vavl.nn.Seeds;

class SgdTest {
    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    private static Tensor copyOf(Tensor tensor) {
        return tensor.detach().clone().requires_grad_(true);
    }

    /** libtorch has an SGD of its own, in C++. */
    @Test
    void theStepsAreThoseOfLibTorch() {
        try (PointerScope scope = new PointerScope()) {
            Seeds.seedLibTorch(11);
            Tensor ours = copyOf(torch.randn(4, 3));
            Tensor theirs = copyOf(ours);
            SGDOptions options = new SGDOptions(0.04);
            options.momentum().put(0.9);
            options.dampening().put(0.9);
            options.weight_decay().put(0.02);
            SGD reference = new SGD(new TensorVector(theirs), options);
            try (Sgd sgd = new Sgd(new SgdSettings(0.02, 0.9, 0.9), Map.of("w", ours))) {
                for (int step = 0; step < 25; step++) {
                    Tensor target = torch.randn(4, 3);
                    Tensor gradient = ours.detach().sub(target);
                    sgd.step("w", ours, gradient, 0.04);
                    reference.zero_grad();
                    theirs.sub(target).square().mul(new Scalar(0.5)).sum().backward();
                    reference.step();
                    assertThat(difference(ours, theirs)).as("step %d", step).isLessThan(1e-6);
                }
            }
        }
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
            SgdSettings settings = new SgdSettings(0.01, 0.9, 0.5);
            try (Sgd first = new Sgd(settings, Map.of("w", parameter));
                    Sgd second = new Sgd(settings, Map.of("w", parameter))) {
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
