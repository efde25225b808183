package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.recognition.inference.TemperatureScaling;

class TemperatureScalingTest {
    static List<JsonNode> golden() {
        return Golden.cases("temperatures");
    }

    /** scipy minimises the loss itself and so finds its place less precisely than the root of the derivative is found. */
    @ParameterizedTest
    @MethodSource("golden")
    void findsTheMinimumThatScipyFinds(JsonNode golden) {
        float[][] logits = Golden.floats(golden.get("logits"));
        float[][] targets = Golden.floats(golden.get("targets"));
        TemperatureScaling scaling = TemperatureScaling.fit(logits, targets);
        assertThat(scaling.temperature()).isCloseTo(golden.get("temperature").asDouble(), within(1e-5));
        assertThat(loss(scaling, logits, targets)).isCloseTo(golden.get("loss").asDouble(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void scaledLogitsHaveAScaledTemperatureAndAShiftChangesNothing(long seed) {
        Random random = new Random(seed);
        float[][] logits = new float[50][3];
        float[][] scaled = new float[50][3];
        float[][] targets = new float[50][3];
        for (int i = 0; i < 50; i++) {
            for (int c = 0; c < 3; c++) {
                logits[i][c] = (float) random.nextGaussian();
            }
            targets[i][random.nextInt(3)] = 0.5f;
            targets[i][Probabilities.largest(logits[i])] += 0.5f;
            for (int c = 0; c < 3; c++) {
                scaled[i][c] = 2 * logits[i][c] + i;
            }
        }
        double temperature = TemperatureScaling.fit(logits, targets).temperature();
        assertThat(temperature)
                .as("seed %d", seed)
                .isStrictlyBetween(TemperatureScaling.LOWEST, TemperatureScaling.HIGHEST);
        assertThat(TemperatureScaling.fit(scaled, targets).temperature())
                .as("seed %d", seed)
                .isCloseTo(2 * temperature, within(1e-4));
    }

    @Test
    void answersStayAndProbabilitiesSumToOne() {
        float[] logits = {1, 3, -2};
        for (double temperature : new double[] {TemperatureScaling.LOWEST, 1, TemperatureScaling.HIGHEST}) {
            float[] probabilities = new TemperatureScaling(temperature).probabilities(logits);
            assertThat(Probabilities.largest(probabilities)).isEqualTo(1);
            assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-6f));
        }
        float[] logarithms = {(float) Math.log(0.2), (float) Math.log(0.5), (float) Math.log(0.3)};
        assertThat(TemperatureScaling.none().probabilities(logarithms))
                .containsExactly(new float[] {0.2f, 0.5f, 0.3f}, within(1e-6f));
        assertThat(new TemperatureScaling(2).probabilities(new float[] {1000, -1000}))
                .containsExactly(1, 0);
    }

    @Test
    void whereNoTemperatureIsRightTheNearestIsTaken() {
        float[][] logits = {{2, 0}, {0, 1}};
        assertThat(TemperatureScaling.fit(logits, new float[][] {{1, 0}, {0, 1}})
                        .temperature())
                .isEqualTo(TemperatureScaling.LOWEST);
        assertThat(TemperatureScaling.fit(logits, new float[][] {{0, 1}, {1, 0}})
                        .temperature())
                .isEqualTo(TemperatureScaling.HIGHEST);
        assertThat(TemperatureScaling.fit(new float[2][2], new float[][] {{0, 1}, {1, 0}}))
                .isEqualTo(TemperatureScaling.none());
    }

    @Test
    void brokenInputIsRefused() {
        float[][] row = {{1, 0}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TemperatureScaling(0))
                .withMessageContaining("0.05");
        assertThatIllegalArgumentException().isThrownBy(() -> TemperatureScaling.fit(row, new float[0][]));
        assertThatIllegalArgumentException().isThrownBy(() -> TemperatureScaling.fit(row, new float[][] {{1}}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemperatureScaling.fit(new float[][] {{1, Float.NaN}}, row))
                .withMessageContaining("NaN");
        assertThatThrownBy(() -> TemperatureScaling.fit(row, new float[][] {{0, 0}}))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("no label");
    }

    private static double loss(TemperatureScaling scaling, float[][] logits, float[][] targets) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            float[] probabilities = scaling.probabilities(logits[i]);
            for (int c = 0; c < probabilities.length; c++) {
                sum -= targets[i][c] * Math.log(probabilities[c]);
            }
        }
        return sum / logits.length;
    }
}
