package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.core.clip.Task;

class BootstrapTest {
    private static final Task TWO = new Task.Classification(List.of("angry", "sad"), false);
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 0.95, 7);

    static List<JsonNode> percentiles() {
        return Golden.cases("percentiles");
    }

    @ParameterizedTest
    @MethodSource("percentiles")
    void endsAreNumpysPercentiles(JsonNode golden) {
        ConfidenceInterval interval = new Bootstrap(100, golden.get("level").asDouble(), 1)
                .interval(0.5, Golden.doubles(golden.get("values")));
        assertThat(interval.low()).isCloseTo(golden.get("low").asDouble(), within(1e-12));
        assertThat(interval.high()).isCloseTo(golden.get("high").asDouble(), within(1e-12));
        assertThat(interval.estimate()).isEqualTo(0.5);
    }

    static List<JsonNode> speakerBootstraps() {
        return Golden.cases("speakerBootstraps");
    }

    /** Five speakers have 3,125 draws, of which tools/fixtures/metrics.py takes all. */
    @ParameterizedTest
    @MethodSource("speakerBootstraps")
    void intervalsOverSpeakersAreThoseOfAllDraws(JsonNode golden) {
        Task task = new Task.Classification(List.of("class0", "class1", "class2"), false);
        List<String> speakers = new ArrayList<>();
        golden.get("speakers").forEach(name -> speakers.add(name.asText()));
        Map<String, ConfidenceInterval> intervals = new Bootstrap(20_000, 0.95, 3)
                .intervals(
                        task, Golden.floats(golden.get("targets")), Golden.floats(golden.get("predictions")), speakers);
        golden.get("percentiles").properties().forEach(entry -> {
            ConfidenceInterval interval = intervals.get(entry.getKey());
            assertThat(interval.low())
                    .as(entry.getKey())
                    .isCloseTo(entry.getValue().get(0).asDouble(), within(0.02));
            assertThat(interval.high())
                    .as(entry.getKey())
                    .isCloseTo(entry.getValue().get(1).asDouble(), within(0.02));
        });
    }

    /** The interval of a class with one clip was [0, 1], and the macro average that of whatever classes a draw had. */
    @Test
    void aClassOfOneSpeakerHasNoIntervalAndEveryDrawHasAllClasses() {
        float[][] targets = oneHot(61, i -> i == 60 ? 1 : 0);
        float[][] predictions = oneHot(61, i -> i == 60 ? 1 : 0);
        List<String> speakers =
                IntStream.range(0, 61).mapToObj(i -> "speaker " + i % 20).toList();
        Map<String, ConfidenceInterval> intervals = BOOTSTRAP.intervals(TWO, targets, predictions, speakers);
        assertThat(intervals).doesNotContainKeys("f1.sad", "recall.sad", "precision.sad");
        assertThat(intervals.get("f1Macro")).isEqualTo(new ConfidenceInterval(1, 1, 1));
        assertThat(intervals.get("recall.angry")).isEqualTo(new ConfidenceInterval(1, 1, 1));
    }

    @Test
    void oneSpeakerTellsNothingOfOthers() {
        float[][] targets = oneHot(30, i -> i % 2);
        assertThat(BOOTSTRAP.intervals(TWO, targets, targets, Collections.nCopies(30, "the one")))
                .isEmpty();
    }

    /** The accuracy of a draw is binomial: mean p, standard deviation √(p(1 − p)/N). */
    @Test
    void theIntervalOfAnAccuracyIsThatOfItsBinomial() {
        float[][] targets = oneHot(400, i -> 0);
        float[][] predictions = oneHot(400, i -> i % 4 == 0 ? 1 : 0);
        ConfidenceInterval accuracy = accuracy(BOOTSTRAP.intervals(TWO, targets, predictions, each(400)));
        double reach = 1.96 * Math.sqrt(0.75 * 0.25 / 400);
        assertThat(accuracy.estimate()).isEqualTo(0.75);
        assertThat(accuracy.low()).isCloseTo(0.75 - reach, within(0.008));
        assertThat(accuracy.high()).isCloseTo(0.75 + reach, within(0.008));
    }

    /** Twenty copies of a clip tell no more than one: drawn by speaker the interval is as wide as without the copies. */
    @Test
    void clipsOfASpeakerThatAreAllAlikeDoNotNarrowTheInterval() {
        float[][] targets = oneHot(400, i -> 0);
        float[][] predictions = oneHot(400, i -> i / 20 % 4 == 0 ? 1 : 0);
        List<String> speakers =
                IntStream.range(0, 400).mapToObj(i -> "speaker " + i / 20).toList();
        ConfidenceInterval bySpeaker = accuracy(BOOTSTRAP.intervals(TWO, targets, predictions, speakers));
        ConfidenceInterval byClip = accuracy(BOOTSTRAP.intervals(TWO, targets, predictions, each(400)));
        double ratio = (bySpeaker.high() - bySpeaker.low()) / (byClip.high() - byClip.low());
        assertThat(ratio).isCloseTo(Math.sqrt(20), within(0.9));
    }

    @Test
    void theSeedDecidesAndEveryMeasureHasAnInterval() {
        Task task = new Task.Regression(List.of(new Task.Attribute("sentiment", -3, 3)));
        Random random = new Random(3);
        float[][] targets = new float[50][1];
        float[][] predictions = new float[50][1];
        for (int i = 0; i < 50; i++) {
            targets[i][0] = random.nextInt(7) - 3;
            predictions[i][0] = targets[i][0] + (float) random.nextGaussian();
        }
        Map<String, ConfidenceInterval> intervals = BOOTSTRAP.intervals(task, targets, predictions, each(50));
        assertThat(intervals.keySet())
                .containsExactlyElementsOf(
                        TaskMetrics.of(task, targets, predictions).values().keySet());
        assertThat(BOOTSTRAP.intervals(task, targets, predictions, each(50))).isEqualTo(intervals);
        assertThat(new Bootstrap(1000, 0.95, 8).intervals(task, targets, predictions, each(50)))
                .isNotEqualTo(intervals);
        ConfidenceInterval narrow = new Bootstrap(1000, 0.5, 7)
                .intervals(task, targets, predictions, each(50))
                .get("ccc");
        assertThat(narrow.low()).isGreaterThan(intervals.get("ccc").low());
        assertThat(narrow.high()).isLessThan(intervals.get("ccc").high());
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bootstrap(10, 0.95, 1))
                .withMessageContaining("100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bootstrap(1000, 95, 1))
                .withMessageContaining("95");
        float[][] one = oneHot(1, i -> 0);
        List<String> two = new ArrayList<>(Collections.nCopies(2, "speaker"));
        assertThatIllegalArgumentException().isThrownBy(() -> BOOTSTRAP.intervals(TWO, one, one, two));
    }

    private static ConfidenceInterval accuracy(Map<String, ConfidenceInterval> intervals) {
        return intervals.get("accuracy");
    }

    /** Clips of a speaker each. */
    private static List<String> each(int clips) {
        return IntStream.range(0, clips).mapToObj(i -> "speaker " + i).toList();
    }

    private static float[][] oneHot(int clips, IntUnaryOperator classOf) {
        float[][] rows = new float[clips][2];
        for (int i = 0; i < clips; i++) {
            rows[i][classOf.applyAsInt(i)] = 1;
        }
        return rows;
    }
}
