package org.vavl.learning.experiment.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class SearchRangeTest {
    private static final int DRAWS = 4000;

    private static double[] draws(SearchRange range, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[DRAWS];
        Arrays.setAll(values, i -> range.draw(random).asDouble());
        return values;
    }

    private static double pOfUniform(double[] values, double from, double to) {
        UniformContinuousDistribution uniform = UniformContinuousDistribution.of(from, to);
        return KolmogorovSmirnovTest.withDefaults()
                .test(values, uniform::cumulativeProbability)
                .getPValue();
    }

    @Test
    void uniformDrawsAreUniform() {
        double[] values = draws(new SearchRange.Uniform(-2, 3), 1);
        assertThat(Arrays.stream(values)).allMatch(value -> value >= -2 && value <= 3);
        assertThat(Arrays.stream(values).average().orElseThrow())
                .isBetween(0.43, 0.57); // 3 errors of the mean: 5/√12/√4000
        assertThat(pOfUniform(values, -2, 3)).isGreaterThan(0.01);
    }

    @Test
    void logarithmsOfLogUniformDrawsAreUniform() {
        double[] values = draws(new SearchRange.LogUniform(1e-5, 1e-1), 2);
        double[] logarithms = Arrays.stream(values).map(Math::log10).toArray();
        assertThat(Arrays.stream(values)).allMatch(value -> value >= 1e-5 && value <= 1e-1);
        assertThat(pOfUniform(logarithms, -5, -1)).isGreaterThan(0.01);
        assertThat(pOfUniform(values, 1e-5, 1e-1)).isLessThan(1e-9);
    }

    @Test
    void wholeNumbersAreDrawnAsOftenWithBothEnds() {
        long[] counts = new long[4];
        Arrays.stream(draws(new SearchRange.Whole(3, 6), 3)).forEach(value -> counts[(int) value - 3]++);
        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(0.01);
    }

    @Test
    void choicesAreDrawnAsOftenAndAsTheyStand() {
        SearchRange range = new SearchRange.Choices(
                List.of(TextNode.valueOf("16"), TextNode.valueOf("032"), TextNode.valueOf("yes")));
        SplittableRandom random = new SplittableRandom(4);
        Map<JsonNode, Long> counts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            counts.merge(range.draw(random), 1L, Long::sum);
        }
        assertThat(counts).hasSize(3);
        assertThat(ChiSquareTest.withDefaults()
                        .test(counts.values().stream()
                                .mapToLong(Long::longValue)
                                .toArray())
                        .getPValue())
                .isGreaterThan(0.01);
    }

    @Test
    void numbersAreDrawnAsPeopleWriteThem() {
        assertThat(Arrays.stream(draws(new SearchRange.LogUniform(1e-5, 1e-1), 5)))
                .allMatch(value -> Double.parseDouble(String.format(Locale.ROOT, "%.3e", value)) == value);
    }

    @Test
    void aSettingsValueDoesNotDependOnOtherRanges() {
        SearchRange rate = new SearchRange.LogUniform(1e-5, 1e-1);
        SearchRange dropout = new SearchRange.Uniform(0, 0.5);
        SearchSpace one = new SearchSpace(Map.of("training.learningRate", rate));
        SearchSpace two = one.with(new SearchSpace(Map.of("model.dropout", dropout)));
        for (int number = 1; number < 20; number++) {
            assertThat(two.draw(7, number))
                    .containsAllEntriesOf(one.draw(7, number))
                    .hasSize(2);
        }
        assertThat(two.draw(7, 1)).isNotEqualTo(two.draw(7, 2)).isNotEqualTo(two.draw(8, 1));
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new SearchRange.Uniform(1, 1)).hasMessageContaining("to must be above from");
        assertThatThrownBy(() -> new SearchRange.Uniform(0, Double.POSITIVE_INFINITY))
                .hasMessageContaining("both finite");
        assertThatThrownBy(() -> new SearchRange.LogUniform(0, 1)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new SearchRange.Whole(2, 2)).hasMessageContaining("to must be above from");
        assertThatThrownBy(() -> new SearchRange.Choices(List.of(TextNode.valueOf("1"), TextNode.valueOf("1"))))
                .hasMessageContaining("each another");
    }
}
