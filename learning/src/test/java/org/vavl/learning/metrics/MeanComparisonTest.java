package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeanComparisonTest {
    static List<JsonNode> golden() {
        return Golden.cases("tTests");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void isAsScipyHasIt(JsonNode golden) {
        double[] a = Golden.doubles(golden.get("a"));
        double[] b = Golden.doubles(golden.get("b"));
        assertEqual(MeanComparison.welch(a, b), golden.get("welch"));
        if (golden.has("paired")) {
            assertEqual(MeanComparison.paired(a, b), golden.get("paired"));
            assertThat(MeanComparison.paired(b, a).statistic())
                    .isEqualTo(-MeanComparison.paired(a, b).statistic());
        }
        assertThat(MeanComparison.welch(b, a).pValue())
                .isCloseTo(MeanComparison.welch(a, b).pValue(), within(1e-12));
    }

    static List<JsonNode> resampled() {
        return Golden.cases("resampledTTests");
    }

    /** Against the t distribution of SciPy and the mean and deviation of numpy. */
    @ParameterizedTest
    @MethodSource("resampled")
    void trialsThatShareClipsAreComparedByTheCorrectedTest(JsonNode golden) {
        double[] a = Golden.doubles(golden.get("a"));
        double[] b = Golden.doubles(golden.get("b"));
        double ratio = golden.get("ratio").asDouble();
        assertEqual(MeanComparison.resampled(a, b, ratio), golden);
        assertThat(MeanComparison.effectSize(a, b))
                .isCloseTo(golden.get("effectSize").asDouble(), within(1e-9));
        assertThat(MeanComparison.resampled(b, a, ratio).pValue())
                .isCloseTo(golden.get("pValue").asDouble(), within(1e-9));
        assertThat(MeanComparison.resampled(a, b, ratio).pValue())
                .isGreaterThanOrEqualTo(MeanComparison.paired(a, b).pValue() - 1e-12);
    }

    static List<JsonNode> holm() {
        return Golden.cases("holm");
    }

    @ParameterizedTest
    @MethodSource("holm")
    void manyComparisonsAreAdjustedAsStatsmodelsHasIt(JsonNode golden) {
        assertThat(MultipleComparisons.holm(Golden.doubles(golden.get("values"))))
                .containsExactly(Golden.doubles(golden.get("adjusted")), within(1e-9));
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThat(MultipleComparisons.holm(new double[0])).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> MultipleComparisons.holm(new double[] {1.5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanComparison.resampled(new double[] {1, 2}, new double[] {1, 3}, -1));
    }

    @Test
    void withoutVarianceTheMeansDecide() {
        double[] ones = {1, 1, 1};
        double[] twos = {2, 2, 2};
        double[] some = {0.5, 0.75, 0.25};
        double[] someMore = {1.5, 1.75, 1.25};
        assertThat(MeanComparison.paired(some, some)).isEqualTo(new MeanComparison(0, 2, 1));
        assertThat(MeanComparison.resampled(some, some, 0.2)).isEqualTo(new MeanComparison(0, 2, 1));
        assertThat(MeanComparison.resampled(some, someMore, 0.2).pValue()).isZero();
        assertThat(MeanComparison.effectSize(some, some)).isZero();
        assertThat(MeanComparison.paired(some, someMore)).isEqualTo(new MeanComparison(Double.NEGATIVE_INFINITY, 2, 0));
        assertThat(MeanComparison.welch(ones, ones)).isEqualTo(new MeanComparison(0, 4, 1));
        assertThat(MeanComparison.welch(twos, ones)).isEqualTo(new MeanComparison(Double.POSITIVE_INFINITY, 4, 0));
        assertThat(MeanComparison.welch(twos, ones).isSignificant(0.05)).isTrue();
        assertThat(MeanComparison.welch(ones, ones).isSignificant(0.05)).isFalse();
    }

    @Test
    void tooFewOrBrokenValuesAreRefused() {
        double[] two = {1, 2};
        for (double[] wrong : List.of(new double[] {1}, new double[] {1, Double.NaN})) {
            assertThatIllegalArgumentException().isThrownBy(() -> MeanComparison.paired(two, wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MeanComparison.welch(wrong, two))
                    .withMessageContaining("at least two finite values");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanComparison.paired(two, new double[] {1, 2, 3}))
                .withMessageContaining("2 and 3");
    }

    private static void assertEqual(MeanComparison test, JsonNode golden) {
        assertThat(test.statistic()).isCloseTo(golden.get("statistic").asDouble(), within(1e-9));
        assertThat(test.degreesOfFreedom())
                .isCloseTo(golden.get("degreesOfFreedom").asDouble(), within(1e-9));
        assertThat(test.pValue()).isCloseTo(golden.get("pValue").asDouble(), within(1e-9));
    }
}
