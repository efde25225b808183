package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final List<String> CLASSES = List.of("angry", "sad");

    @Test
    void sumsAreAsIfCountedTogether() {
        ConfusionMatrix first = ConfusionMatrix.of(CLASSES, new int[] {0, 0, 1}, new int[] {0, 1, 1});
        ConfusionMatrix second = ConfusionMatrix.of(CLASSES, new int[] {1}, new int[] {0});
        ConfusionMatrix together = ConfusionMatrix.of(CLASSES, new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 0});
        assertThat(first.plus(second)).isEqualTo(together).hasSameHashCodeAs(together);
        assertThat(ConfusionMatrix.ofCounts(CLASSES, new long[][] {{1, 1}, {1, 1}}))
                .isEqualTo(together);
        assertThat(first).isNotEqualTo(together);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> first.plus(ConfusionMatrix.of(List.of("x"), new int[0], new int[0])));
    }

    @Test
    void countsAreCopiedAndChecked() {
        long[][] counts = {{5, 0}, {1, 2}};
        ConfusionMatrix matrix = ConfusionMatrix.ofCounts(CLASSES, counts);
        counts[0][0] = 0;
        assertThat(matrix.count(0, 0)).isEqualTo(5);
        for (long[][] wrong : List.of(new long[][] {{1, 2}}, new long[][] {{1}, {2}}, new long[][] {{1, -1}, {0, 0}})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfusionMatrix.ofCounts(CLASSES, wrong))
                    .withMessageContaining("2 times 2");
        }
    }

    @Test
    void withoutClipsEverythingIsZero() {
        ConfusionMatrix empty = ConfusionMatrix.of(CLASSES, new int[0], new int[0]);
        assertThat(empty.accuracy()).isZero();
        assertThat(empty.f1Macro()).isZero();
        assertThat(empty.f1Micro()).isZero();
        assertThat(empty.f1Weighted()).isZero();
        assertThat(empty.unweightedAverageRecall()).isZero();
        assertThat(ChanceLevels.of(empty)).isEqualTo(new ChanceLevels(0, 0, 0));
    }

    @Test
    void chanceIsThatOfTheClassesThatAreTrueOfAnyClip() {
        List<String> classes = List.of("a", "b", "c");
        long[][] counts = {{5, 0, 1}, {1, 1, 0}, {0, 0, 0}};
        ChanceLevels chance = ChanceLevels.of(ConfusionMatrix.ofCounts(classes, counts));
        long[][] alwaysA = {{6, 0, 0}, {2, 0, 0}, {0, 0, 0}};
        ConfusionMatrix majority = ConfusionMatrix.ofCounts(classes, alwaysA);
        assertThat(chance.averageRecall()).isEqualTo(majority.unweightedAverageRecall());
        assertThat(chance.majorityAccuracy()).isEqualTo(majority.accuracy());
        assertThat(chance.majorityF1Macro()).isCloseTo(majority.f1Macro(), within(1e-15));
    }
}
