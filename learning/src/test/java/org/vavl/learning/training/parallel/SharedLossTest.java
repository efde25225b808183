package org.vavl.learning.training.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.vavl.model.Comparison;
import org.vavl.nn.LibTorch;

class SharedLossTest {
    private static final int LARGE = 3_000_000;

    /** The second of two ranks, of which the first always has the same. */
    private static final class Mirror implements Ranks {
        private int sums;

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public int count() {
            return 2;
        }

        @Override
        public void meet(String purpose) {}

        @Override
        public void add(Tensor tensor) {
            sums++;
            tensor.mul_(new Scalar(2));
        }

        @Override
        public void copyFromFirst(Tensor tensor) {}

        @Override
        public List<Tensor> gather(Tensor own) {
            return List.of(own, own);
        }

        @Override
        public List<byte[]> gather(byte[] own) {
            return List.of(own, own);
        }

        @Override
        public boolean any(boolean here) {
            return here;
        }

        @Override
        public void failed(String reason) {}

        @Override
        public double seconds() {
            return 0;
        }

        @Override
        public void close() {}
    }

    @Test
    void gradientsAreSummedInSeveralCallsEachIntoItsOwnShape() {
        LibTorch.load();
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            parameters.put("small", torch.zeros(2, 3));
            parameters.put("large", torch.zeros(LARGE));
            parameters.put("untouched", torch.zeros(5));
            parameters.put("larger", torch.zeros(2, LARGE));
            parameters.put("last", torch.zeros(4));
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            parameters.forEach((name, parameter) -> gradients.put(name, torch.rand_like(parameter)));
            gradients.remove("untouched");
            Mirror ranks = new Mirror();
            Map<String, Tensor> summed = new SharedLoss(ranks).summed(parameters, gradients);
            assertThat(summed).containsOnlyKeys(gradients.keySet());
            gradients.forEach(
                    (name, gradient) -> assertThat(gradient.mul(new Scalar(2)).equal(summed.get(name)))
                            .as(name)
                            .isTrue());
            assertThat(ranks.sums).isEqualTo(3); // which parameters have one, what fills a bucket, the rest
        }
    }

    @Test
    void theRowsOfAllRanksAreComparedWithAGradientForTheOwnOnes() {
        LibTorch.load();
        try (PointerScope scope = new PointerScope()) {
            Tensor outputs = torch.rand(3, 2).requires_grad_(true);
            Tensor targets = torch.rand(3, 2);
            List<Comparison> all = new SharedLoss(new Mirror())
                    .compared(List.of("absent", "here"), List.of(new Comparison("here", outputs, targets)));
            assertThat(all).singleElement().satisfies(one -> {
                assertThat(one.name()).isEqualTo("here");
                assertThat(one.clips()).isEqualTo(6);
            });
            Comparison here = all.get(0);
            here.outputsNX().mul(here.targetsNX()).sum().backward();
            assertThat(outputs.grad().equal(targets)).isTrue();
            assertThat(here.targetsNX().narrow(0, 0, 3).equal(targets)).isTrue();
        }
    }
}
