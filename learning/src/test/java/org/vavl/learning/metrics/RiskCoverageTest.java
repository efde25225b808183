package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.learning.metrics.RiskCoverage.Point;

/** The golden file is of tools/fixtures/confidence.py. */
class RiskCoverageTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void byHand() {
        // right 0.9, wrong 0.8, right 0.7, right 0.6: risks 0, 1/2, 1/3, 1/4; best order: 0, 0, 0, 1/4
        RiskCoverage measured = RiskCoverage.of(
                new int[] {0, 1, 1, 0}, new float[][] {{0.9f, 0.1f}, {0.8f, 0.2f}, {0.3f, 0.7f}, {0.6f, 0.4f}});
        assertThat(measured.area()).isCloseTo((0 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, within(TOLERANCE));
        assertThat(measured.excess()).isCloseTo((1 / 2.0 + 1 / 3.0) / 4, within(TOLERANCE));
        assertThat(measured.points())
                .containsExactly(
                        new Point(0.9f, 0.25, 0),
                        new Point(0.8f, 0.5, 0.5),
                        new Point(0.7f, 0.75, 1 / 3.0),
                        new Point(0.6f, 1, 0.25));
    }

    @Test
    void equalConfidencesAreOnePointAndTheExpectedArea() {
        // one right and one wrong, equal: half of the time the risks are 0 and 1/2, else 1 and 1/2
        RiskCoverage measured = RiskCoverage.of(new double[] {0.5, 0.5}, new boolean[] {false, true});
        assertThat(measured.points()).containsExactly(new Point(0.5, 1, 0.5));
        assertThat(measured.area()).isCloseTo(0.5, within(TOLERANCE));
        assertThat(measured.excess()).isCloseTo(0.25, within(TOLERANCE));
    }

    @Test
    void asAnIndependentImplementationHasIt() throws IOException {
        JsonNode cases = golden("golden-risk-coverage.json").path("cases");
        assertThat(cases).hasSizeGreaterThan(20);
        for (JsonNode one : cases) {
            double[] confidence = new double[one.path("confidence").size()];
            boolean[] wrong = new boolean[confidence.length];
            for (int i = 0; i < confidence.length; i++) {
                confidence[i] = one.path("confidence").get(i).asDouble();
                wrong[i] = one.path("wrong").get(i).asInt() == 1;
            }
            RiskCoverage measured = RiskCoverage.of(confidence, wrong);
            assertThat(measured.area()).isCloseTo(one.path("area").asDouble(), within(TOLERANCE));
            assertThat(measured.excess()).isCloseTo(one.path("excess").asDouble(), within(TOLERANCE));
        }
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream stream = RiskCoverageTest.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream));
        }
    }

    @Test
    void whatIsNoNumberOrNothingIsRefused() {
        assertThatThrownBy(() -> RiskCoverage.of(new double[] {Double.NaN}, new boolean[1]))
                .isInstanceOf(VavlException.class);
        assertThatThrownBy(() -> RiskCoverage.of(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
