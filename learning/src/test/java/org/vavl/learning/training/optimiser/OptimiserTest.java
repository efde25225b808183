package org.vavl.learning.training.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.nn.LibTorch;

/** Each optimiser beside the one of libtorch, which has its own in C++. */
class OptimiserTest {
    private static final double LEARNING_RATE = 0.04;

    /** The same optimiser twice, each for one parameter, {@code w}. */
    private record Pair(String name, Function<Tensor, Optimiser> ours, Function<Tensor, Optimizer> libTorchs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Pair> pairs() {
        return Stream.of(
                new Pair("Adam", w -> new Adam(new AdamSettings(0.02, 0.9, 0.999, 1e-7), Map.of("w", w)), w -> {
                    AdamOptions options = new AdamOptions(LEARNING_RATE);
                    options.weight_decay().put(0.02);
                    options.eps().put(1e-7);
                    return new org.bytedeco.pytorch.Adam(new TensorVector(w), options);
                }),
                new Pair("SGD", w -> new Sgd(new SgdSettings(0.02, 0.9, 0.9), Map.of("w", w)), w -> {
                    SGDOptions options = new SGDOptions(LEARNING_RATE);
                    options.momentum().put(0.9);
                    options.dampening().put(0.9);
                    options.weight_decay().put(0.02);
                    return new SGD(new TensorVector(w), options);
                }));
    }

    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theStepsAreThoseOfLibTorch(Pair pair) {
        try (PointerScope scope = new PointerScope()) {
            LibTorch.seed(11);
            Tensor ours = copyOf(torch.randn(4, 3));
            Tensor theirs = copyOf(ours);
            Optimizer reference = pair.libTorchs().apply(theirs);
            try (Optimiser optimiser = pair.ours().apply(ours)) {
                for (int step = 0; step < 25; step++) {
                    Tensor target = torch.randn(4, 3);
                    optimiser.step("w", ours, gradient(ours, target), LEARNING_RATE);
                    reference.zero_grad();
                    loss(theirs, target).backward();
                    reference.step();
                    assertThat(difference(ours, theirs)).as("step %d", step).isLessThan(1e-6);
                }
            }
        }
    }

    private static Tensor copyOf(Tensor tensor) {
        return tensor.detach().clone().requires_grad_(true);
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

    @ParameterizedTest
    @MethodSource("pairs")
    void stateThatIsRestoredGoesOnBitForBit(Pair pair) {
        try (PointerScope scope = new PointerScope()) {
            LibTorch.seed(12);
            Tensor parameter = copyOf(torch.randn(5));
            try (Optimiser first = pair.ours().apply(parameter);
                    Optimiser second = pair.ours().apply(parameter)) {
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
