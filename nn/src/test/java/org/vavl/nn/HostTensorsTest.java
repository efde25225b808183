package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HostTensorsTest {
    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    @Test
    void valuesStandRowByRow() {
        try (PointerScope scope = new PointerScope()) {
            Tensor floats = HostTensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            Tensor longs = HostTensors.of(new long[] {1, Long.MAX_VALUE}, 2, 1);
            Tensor mask = HostTensors.ofMask(new byte[] {1, 0}, 1, 2);

            assertThat(floats.shape()).containsExactly(2, 3);
            assertThat(floats.select(0, 1).select(0, 0).item_float()).isEqualTo(4);
            assertThat(longs.scalar_type().intern()).isEqualTo(ScalarType.Long);
            assertThat(longs.select(0, 1).item_long()).isEqualTo(Long.MAX_VALUE);
            assertThat(mask.scalar_type().intern()).isEqualTo(ScalarType.Bool);
            assertThat(mask.select(1, 0).item_bool()).isTrue();
            assertThat(mask.select(1, 1).item_bool()).isFalse();
        }
    }

    @Test
    void noValuesAreATensorToo() {
        try (PointerScope scope = new PointerScope()) {
            assertThat(HostTensors.of(new float[0], 0, 3).numel()).isZero();
        }
    }

    @Test
    void aShapeOfOtherSizeIsRefused() {
        try (PointerScope scope = new PointerScope()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HostTensors.of(new float[5], 2, 3))
                    .withMessage("5 values for a tensor of 6, and they must be as many");
        }
    }
}
