package org.vavl.learning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.core.clip.Task;

class TaskMetricsGoldenTest {
    private static final double TOLERANCE = 1e-9;

    static List<JsonNode> classification() {
        return Golden.cases("classification");
    }

    static List<JsonNode> regression() {
        return Golden.cases("regression");
    }

    static List<JsonNode> sentiment() {
        return Golden.cases("sentiment");
    }

    @ParameterizedTest
    @MethodSource
    void classification(JsonNode golden) {
        TaskMetrics metrics = TaskMetrics.of(
                new Task.Classification(names("class", golden), true),
                Golden.floats(golden.get("targets")),
                Golden.floats(golden.get("predictions")));
        assertValues(metrics.values(), golden);
        ConfusionMatrix confusion = ((ClassificationMetrics) metrics).confusion();
        for (int t = 0; t < confusion.size(); t++) {
            assertThat(confusion.support(t))
                    .isEqualTo(golden.get("support").get(t).asLong());
            for (int p = 0; p < confusion.size(); p++) {
                assertThat(confusion.count(t, p))
                        .isEqualTo(golden.get("confusion").get(t).get(p).asLong());
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void regression(JsonNode golden) {
        List<Task.Attribute> attributes = names("attribute", golden).stream()
                .map(name -> new Task.Attribute(name, 0, 2000))
                .toList();
        TaskMetrics metrics = TaskMetrics.of(
                new Task.Regression(attributes),
                Golden.floats(golden.get("targets")),
                Golden.floats(golden.get("predictions")));
        assertThat(metrics).isInstanceOf(RegressionMetrics.class);
        assertValues(metrics.values(), golden);
    }

    @ParameterizedTest
    @MethodSource
    void sentiment(JsonNode golden) {
        TaskMetrics metrics = TaskMetrics.of(
                new Task.Regression(List.of(new Task.Attribute("sentiment", -3, 3))),
                Golden.floats(golden.get("targets")),
                Golden.floats(golden.get("predictions")));
        assertThat(metrics).isInstanceOf(SentimentMetrics.class);
        golden.get("expected").properties().forEach(entry -> assertThat(metrics.value(entry.getKey()))
                .as(golden.get("name").asText() + ": " + entry.getKey())
                .isCloseTo(entry.getValue().asDouble(), within(TOLERANCE)));
    }

    private static void assertValues(Map<String, Double> values, JsonNode golden) {
        TreeSet<String> expected = new TreeSet<>();
        golden.get("expected").fieldNames().forEachRemaining(expected::add);
        assertThat(new TreeSet<>(values.keySet())).isEqualTo(expected);
        values.forEach((name, value) -> assertThat(value)
                .as(golden.get("name").asText() + ": " + name)
                .isCloseTo(golden.get("expected").get(name).asDouble(), within(TOLERANCE)));
    }

    private static List<String> names(String prefix, JsonNode golden) {
        return IntStream.range(0, golden.get("targets").get(0).size())
                .mapToObj(c -> prefix + c)
                .toList();
    }
}
