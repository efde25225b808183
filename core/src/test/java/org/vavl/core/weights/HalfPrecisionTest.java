package org.vavl.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    @Test
    void everyBinary16ComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.fromF16((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfPrecision.toF16(value)).as("bits %x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void takesTheNearestAndOfTwoTheEven() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (!(Math.abs(value) < 65504)) {
                continue;
            }
            short half = HalfPrecision.toF16(value);
            double distance = distance(half, value);
            for (int step : new int[] {-1, 1}) {
                short neighbour = (short) (half + step);
                if ((neighbour & 0x7C00) != 0x7C00 && (neighbour & 0x8000) == (half & 0x8000)) {
                    double other = distance(neighbour, value);
                    assertThat(distance < other || (distance == other && half % 2 == 0))
                            .as("%s, its bits %x", value, half)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whatIsTooLargeBecomesInfinite() {
        assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(65519.99f))).isEqualTo(65504f);
        assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(65520f))).isInfinite();
        assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(Float.NEGATIVE_INFINITY)))
                .isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(Float.NaN))).isNaN();
    }

    private static double distance(short half, float value) {
        return Math.abs((double) HalfPrecision.fromF16(half) - value);
    }
}
