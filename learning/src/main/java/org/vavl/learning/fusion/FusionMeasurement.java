package org.vavl.learning.fusion;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.Metric;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.HeadWeight;

/** How good heads and pools of them are on examples of one level. */
final class FusionMeasurement {
    private final Task task;
    private final List<FusionExample> examples;

    FusionMeasurement(Task task, List<FusionExample> examples) {
        this.task = task;
        this.examples = examples;
    }

    /** The examples by how much of each modality was to be left. */
    static Map<Map<String, Double>, List<FusionExample>> byLevel(List<FusionExample> examples) {
        return examples.stream()
                .collect(Collectors.groupingBy(FusionExample::level, LinkedHashMap::new, Collectors.toList()));
    }

    /** Macro F1 of classes, the mean CCC of attributes. */
    static Metric metric(Task task) {
        return task instanceof Task.Classification ? Metric.F1_MACRO : Metric.CCC;
    }

    double of(FusionState state) {
        Answers answers = answers(state);
        return answers.value(answers.all());
    }

    /** What a state says of the examples, in their order. */
    Answers answers(FusionState state) {
        return new Answers(
                task,
                examples.stream().map(FusionExample::target).toArray(float[][]::new),
                examples.stream()
                        .map(example -> floats(state.fuse(example.outputs(), example.evidence(), task)))
                        .toArray(float[][]::new));
    }

    /**
     * Answers beside what is right, by example.
     *
     * @param targetsEC as the task has them
     * @param answersEC of a state
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers as the metrics take them; answers are never compared
    record Answers(Task task, float[][] targetsEC, float[][] answersEC) {
        /** The places of all. */
        int[] all() {
            return IntStream.range(0, targetsEC.length).toArray();
        }

        /** How good some are, at least one, of which any may be there several times. */
        double value(int[] rows) {
            TaskMetrics metrics = TaskMetrics.of(task, pick(targetsEC, rows), pick(answersEC, rows));
            return Objects.requireNonNull(metrics.values().get(metric(task).key()));
        }

        private static float[][] pick(float[][] values, int[] rows) {
            return Arrays.stream(rows).mapToObj(row -> values[row]).toArray(float[][]::new);
        }
    }

    double ofHead(Head head) {
        return of(new FusionState(
                head.modalities().stream().map(modality -> modality.name()).collect(Collectors.toSet()),
                List.of(new HeadWeight(head.name(), 1, Map.of()))));
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int c = 0; c < floats.length; c++) {
            floats[c] = values.get(c).floatValue();
        }
        return floats;
    }
}
