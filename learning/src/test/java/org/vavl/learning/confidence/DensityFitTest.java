package org.vavl.learning.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.recognition.inference.EmbeddingDensity;

/** The golden file is of tools/fixtures/confidence.py. */
class DensityFitTest {
    @Test
    void distancesAreThoseOfScikitLearnsShrunkCovariance() throws IOException {
        JsonNode cases;
        try (InputStream stream = DensityFitTest.class.getResourceAsStream("golden-density.json")) {
            cases = new ObjectMapper().readTree(Objects.requireNonNull(stream)).path("cases");
        }
        assertThat(cases).hasSize(4);
        for (JsonNode one : cases) {
            assertThat(one.path("shrinkage").asDouble()).isGreaterThan(1e-3);
            int[] labels = new int[one.path("labels").size()];
            for (int n = 0; n < labels.length; n++) {
                labels[n] = one.path("labels").get(n).asInt();
            }
            EmbeddingDensity density = DensityFit.of(floats(one.path("embeddings")), labels);
            float[][] asked = floats(one.path("asked"));
            for (int n = 0; n < asked.length; n++) {
                double right = one.path("distances").get(n).asDouble();
                assertThat(density.distance(asked[n])).isCloseTo(right, within(2e-5 * right));
            }
        }
    }

    private static float[][] floats(JsonNode rows) {
        float[][] floats = new float[rows.size()][];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = new float[rows.get(n).size()];
            for (int d = 0; d < floats[n].length; d++) {
                floats[n][d] = (float) rows.get(n).get(d).asDouble();
            }
        }
        return floats;
    }

    @Test
    void valuesThatNeverChangeAndSingleClipsDoNotStopIt() {
        EmbeddingDensity one = DensityFit.of(new float[][] {{1, 2, 3}}, new int[] {4});
        assertThat(one.distance(new float[] {1, 2, 3})).isZero();
        assertThat(one.distance(new float[] {1, 2, 4})).isGreaterThan(1e3).isLessThan(Double.POSITIVE_INFINITY);
        Random random = new Random(3);
        float[][] dead = new float[50][];
        for (int n = 0; n < dead.length; n++) {
            dead[n] = new float[] {(float) random.nextGaussian(), 0, 7};
        }
        EmbeddingDensity density = DensityFit.of(dead, new int[50]);
        assertThat(density.distance(new float[] {0, 0, 7})).isLessThan(1);
        assertThat(density.distance(new float[] {0, 5, 7}))
                .isGreaterThan(density.distance(new float[] {2, 0, 7}))
                .isLessThan(Double.POSITIVE_INFINITY);
    }

    @Test
    void aThresholdIsTheSmallestThatAShareDoesNotExceed() {
        List<Double> distances = List.of(4.0, 1.0, 3.0, 2.0);
        assertThat(DensityFit.quantile(distances, 0.5)).isEqualTo(2);
        assertThat(DensityFit.quantile(distances, 0.51)).isEqualTo(3);
        assertThat(DensityFit.quantile(distances, 0.75)).isEqualTo(3);
        assertThat(DensityFit.quantile(distances, 1)).isEqualTo(4);
        assertThat(DensityFit.quantile(distances, 0.01)).isEqualTo(1);
    }
}
