package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against scipy; see tools/fixtures/ranks.py. */
class RankComparisonTest {
    private static JsonNode cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RankComparisonTest.class.getResourceAsStream("golden-ranks.json"), "golden-ranks.json")) {
            return JsonMapper.builder().build().readTree(in).get("cases");
        }
    }

    private static List<double[]> groups(JsonNode one) {
        List<double[]> groups = new ArrayList<>();
        for (JsonNode group : one.get("groups")) {
            double[] values = new double[group.size()];
            Arrays.setAll(
                    values,
                    i -> group.get(i).isTextual()
                            ? Double.NEGATIVE_INFINITY
                            : group.get(i).asDouble());
            groups.add(values);
        }
        return groups;
    }

    @Test
    void theTestOfKruskalAndWallisIsScipys() throws IOException {
        JsonNode cases = cases();
        assertThat(cases).hasSizeGreaterThan(3);
        for (JsonNode one : cases) {
            RankComparison comparison = RankComparison.of(groups(one));
            assertThat(comparison.statistic()).isCloseTo(one.get("statistic").asDouble(), within(1e-9));
            assertThat(comparison.pValue()).isCloseTo(one.get("pValue").asDouble(), within(1e-9));
        }
    }

    @Test
    void theRankCorrelationIsScipys() throws IOException {
        for (JsonNode one : cases()) {
            List<double[]> groups = groups(one);
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                for (int j = 0; j < groups.get(i).length; j++) {
                    numbers.add((double) i);
                }
            }
            assertThat(RankComparison.correlation(
                            numbers.stream().mapToDouble(Double::doubleValue).toArray(),
                            groups.stream().flatMapToDouble(Arrays::stream).toArray()))
                    .isCloseTo(one.get("correlation").asDouble(), within(1e-9));
        }
    }

    /** H is 12/(6·7)·(6²/3 + 15²/3) − 3·7 = 27/7, and the share (27/7 − 1)/4. */
    @Test
    void theShareIsTheOneWorkedByHand() {
        RankComparison comparison = RankComparison.of(List.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
        assertThat(comparison.statistic()).isCloseTo(27 / 7.0, within(1e-12));
        assertThat(comparison.share()).isCloseTo((27 / 7.0 - 1) / 4, within(1e-12));
    }

    @Test
    void groupsThatDoNotDifferExplainNothing() {
        assertThat(RankComparison.of(List.of(new double[] {1, 4}, new double[] {2, 3}))
                        .share())
                .isZero();
        RankComparison constant = RankComparison.of(List.of(new double[] {1, 1}, new double[] {1}));
        assertThat(constant.statistic()).isZero();
        assertThat(constant.pValue()).isEqualTo(1);
        assertThat(RankComparison.correlation(new double[] {1, 1}, new double[] {1, 2}))
                .isNaN();
        assertThatThrownBy(() -> RankComparison.of(List.of(new double[] {1}, new double[] {2})))
                .hasMessageContaining("more values than groups");
    }
}
