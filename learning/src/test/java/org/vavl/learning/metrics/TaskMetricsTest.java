package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;

class TaskMetricsTest {
    private static final double TOLERANCE = 1e-9;
    private static final Task.Classification FOUR =
            new Task.Classification(List.of("angry", "happy", "neutral", "sad"), false);
    private static final Task.Regression AROUSAL_VALENCE =
            new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5), new Task.Attribute("valence", 1, 5)));
    private static final Task.Regression SENTIMENT =
            new Task.Regression(List.of(new Task.Attribute("sentiment", -3, 3)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderOfClipsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        for (Task task : List.of(FOUR, AROUSAL_VALENCE, SENTIMENT)) {
            float[][] targets = randomRows(random, task, 1 + random.nextInt(40));
            float[][] predictions = randomRows(random, task, targets.length);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, targets.length).boxed().toList());
            Collections.shuffle(order, random);
            Map<String, Double> values =
                    TaskMetrics.of(task, targets, predictions).values();
            Map<String, Double> shuffled = TaskMetrics.of(task, pick(targets, order), pick(predictions, order))
                    .values();
            assertThat(shuffled.keySet()).containsExactlyElementsOf(values.keySet());
            values.forEach((name, value) ->
                    assertThat(shuffled.get(name)).as("seed %d, %s", seed, name).isCloseTo(value, within(TOLERANCE)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void measuresOfClassesKeepTheirBounds(long seed) {
        Random random = new Random(seed);
        float[][] targets = randomRows(random, FOUR, 1 + random.nextInt(40));
        TaskMetrics metrics = TaskMetrics.of(FOUR, targets, randomRows(random, FOUR, targets.length));
        metrics.values().forEach((name, value) -> {
            if (!name.equals("logLoss")) {
                assertThat(value).as("seed %d, %s", seed, name).isBetween(0.0, 1.0);
            }
        });
        assertThat(metrics.value("f1Micro")).isCloseTo(metrics.value("accuracy"), within(TOLERANCE));
        assertThat(metrics.value("recallWeighted")).isCloseTo(metrics.value("accuracy"), within(TOLERANCE));
        assertThat(metrics.value("logLoss")).isPositive();
        assertThat(metrics.clips()).isEqualTo(targets.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void concordanceNeverExceedsCorrelation(long seed) {
        Random random = new Random(seed);
        float[][] targets = randomRows(random, AROUSAL_VALENCE, 2 + random.nextInt(40));
        float[][] predictions = randomRows(random, AROUSAL_VALENCE, targets.length);
        for (String attribute : AROUSAL_VALENCE.outputNames()) {
            TaskMetrics metrics = TaskMetrics.of(AROUSAL_VALENCE, targets, predictions);
            assertThat(Math.abs(metrics.value("ccc." + attribute)))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(Math.abs(metrics.value("pearson." + attribute)) + TOLERANCE);
            assertThat(metrics.value("mae." + attribute))
                    .isLessThanOrEqualTo(metrics.value("rmse." + attribute) + TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void coefficientsFollowAffineMaps(long seed) {
        Random random = new Random(seed);
        double[] truth = random.doubles(30).toArray();
        double[] answers = random.doubles(30).toArray();
        double scale = 0.5 + random.nextDouble();
        double shift = random.nextDouble() - 0.5;
        AttributeMetrics metrics = AttributeMetrics.of("arousal", truth, answers);
        AttributeMetrics both = AttributeMetrics.of("arousal", map(truth, scale, shift), map(answers, scale, shift));
        assertThat(both.ccc()).as("seed %d", seed).isCloseTo(metrics.ccc(), within(TOLERANCE));
        assertThat(both.mae()).isCloseTo(scale * metrics.mae(), within(TOLERANCE));
        assertThat(both.rmse()).isCloseTo(scale * metrics.rmse(), within(TOLERANCE));
        AttributeMetrics answersOnly = AttributeMetrics.of("arousal", truth, map(answers, -scale, shift));
        assertThat(answersOnly.pearson()).isCloseTo(-metrics.pearson(), within(TOLERANCE));
        AttributeMetrics ofItself = AttributeMetrics.of("arousal", truth, map(truth, scale, shift));
        double mean = Arrays.stream(truth).average().orElseThrow();
        double variance =
                Arrays.stream(truth).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        double distance = mean - scale * mean - shift;
        assertThat(ofItself.pearson()).isCloseTo(1, within(TOLERANCE));
        assertThat(ofItself.ccc())
                .isCloseTo(
                        2 * scale * variance / ((1 + scale * scale) * variance + distance * distance),
                        within(TOLERANCE));
    }

    @Test
    void whatATaskIsNotMeasuredByIsRefused() {
        Task classes = new Task.Classification(List.of("happy", "sad"), false);
        Task attributes = new Task.Regression(List.of(new Task.Attribute("arousal", 1, 7)));
        Task sentiment = new Task.Regression(List.of(new Task.Attribute("sentiment", -3, 3)));
        for (String known : List.of("f1Macro", "uar", "f1.sad", "expectedCalibrationError")) {
            TaskMetrics.require(classes, known);
        }
        TaskMetrics.require(attributes, "ccc.arousal");
        TaskMetrics.require(sentiment, "acc7");
        assertThatThrownBy(() -> TaskMetrics.require(classes, "f1"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("'f1'")
                .hasMessageContaining("f1.happy");
        assertThatThrownBy(() -> TaskMetrics.require(classes, "ccc")).isInstanceOf(VavlException.class);
        assertThatThrownBy(() -> TaskMetrics.require(attributes, "acc7")).isInstanceOf(VavlException.class);
    }

    @Test
    void classesWithEqualSharesAreTheFirst() {
        float[][] tie = {{0.25f, 0.25f, 0.25f, 0.25f}, {0, 0.5f, 0, 0.5f}};
        float[][] firsts = {{1, 0, 0, 0}, {0, 1, 0, 0}};
        assertThat(TaskMetrics.of(FOUR, tie, firsts).value("accuracy")).isEqualTo(1);
        assertThat(TaskMetrics.of(FOUR, firsts, tie).value("accuracy")).isEqualTo(1);
    }

    @Test
    void onlySentimentFromMinusThreeToThreeHasItsOwnMeasures() {
        float[][] values = {{1}, {-1}};
        for (Task.Attribute other :
                List.of(new Task.Attribute("valence", -3, 3), new Task.Attribute("sentiment", -1, 1))) {
            assertThat(TaskMetrics.of(new Task.Regression(List.of(other)), values, values))
                    .isInstanceOf(RegressionMetrics.class);
        }
        assertThat(TaskMetrics.of(SENTIMENT, values, values).values())
                .containsEntry("acc7", 1.0)
                .containsEntry("acc2NonZero", 1.0)
                .containsEntry("mae", 0.0);
    }

    @Test
    void anUnknownMetricIsNamedBesideTheKnownOnes() {
        TaskMetrics metrics = TaskMetrics.of(SENTIMENT, new float[][] {{1}}, new float[][] {{2}});
        assertThatThrownBy(() -> metrics.value("f1Macro"))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("'f1Macro'", "ccc", "mae.sentiment", "acc7");
        assertThatThrownBy(() -> TaskMetrics.higherIsBetter("f2"))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("'f2'", "f1Macro", "mae");
    }

    @Test
    void everyMeasureSaysWhetherMoreIsBetter() {
        float[][] row = {{1, 0, 0, 0}};
        assertThat(TaskMetrics.of(FOUR, row, row).values().keySet())
                .allSatisfy(name -> assertThat(TaskMetrics.higherIsBetter(name))
                        .isEqualTo(!name.equals("logLoss") && !name.equals("expectedCalibrationError")));
        assertThat(TaskMetrics.higherIsBetter("ccc.arousal")).isTrue();
        assertThat(TaskMetrics.higherIsBetter("mae")).isFalse();
        assertThat(TaskMetrics.higherIsBetter("rmse.arousal")).isFalse();
    }

    @Test
    void answersThatAreNotNumbersAreRefused() {
        float[][] right = {{1, 2}, {3, 4}};
        float[][] diverged = {{1, 2}, {3, Float.NaN}};
        assertThatThrownBy(() -> TaskMetrics.of(AROUSAL_VALENCE, right, diverged))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("prediction of clip 1", "valence", "NaN");
    }

    @Test
    void answersOfTheWrongShapeAreRefused() {
        float[][] row = {{1, 0, 0, 0}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskMetrics.of(FOUR, new float[0][], new float[0][]))
                .withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskMetrics.of(FOUR, row, new float[][] {{1, 0, 0}}))
                .withMessageContainingAll("prediction of clip 0", "3", "4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskMetrics.of(FOUR, row, new float[][] {{2, -1, 0, 0}}))
                .withMessageContaining("-1");
        assertThatThrownBy(() -> TaskMetrics.of(FOUR, row, new float[][] {{3, 2, 0, 0}}))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("5.0");
        assertThatThrownBy(() -> TaskMetrics.of(FOUR, new float[1][4], row))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("target of clip 0")
                .hasMessageContaining("no label");
    }

    private static float[][] randomRows(Random random, Task task, int clips) {
        float[][] rows = new float[clips][task.outputs()];
        for (float[] row : rows) {
            float sum = 0;
            for (int c = 0; c < row.length; c++) {
                row[c] = task == SENTIMENT ? random.nextInt(13) / 2f - 3 : random.nextFloat();
                sum += row[c];
            }
            for (int c = 0; c < row.length && task == FOUR; c++) {
                row[c] /= sum;
            }
        }
        return rows;
    }

    private static float[][] pick(float[][] rows, List<Integer> order) {
        return order.stream().map(i -> rows[i]).toArray(float[][]::new);
    }

    private static double[] map(double[] values, double scale, double shift) {
        return Arrays.stream(values).map(x -> scale * x + shift).toArray();
    }
}
