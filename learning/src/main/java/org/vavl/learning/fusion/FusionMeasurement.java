package org.vavl.learning.fusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        return value(example -> floats(state.fuse(example.outputs(), example.evidence(), task)));
    }

    double ofHead(Head head) {
        return of(new FusionState(
                head.modalities().stream().map(modality -> modality.name()).collect(Collectors.toSet()),
                List.of(new HeadWeight(head.name(), 1, Map.of()))));
    }

    private double value(Function<FusionExample, float[]> answer) {
        TaskMetrics metrics = TaskMetrics.of(
                task,
                examples.stream().map(FusionExample::target).toArray(float[][]::new),
                examples.stream().map(answer).toArray(float[][]::new));
        return Objects.requireNonNull(metrics.values().get(metric(task).key()));
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int c = 0; c < floats.length; c++) {
            floats[c] = values.get(c).floatValue();
        }
        return floats;
    }
}
