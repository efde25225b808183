package org.vavl.learning.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.recognition.inference.Calibration;

/**
 * What every head said of every clip of a part.
 *
 * @param task what was to be answered
 * @param heads the names of the model's heads, in its order
 * @param rows one for each clip, in the corpus's order, at least one, no clip twice
 */
public record Predictions(Task task, List<String> heads, List<PredictionRow> rows) {
    /** Copies the lists and checks the rows. */
    public Predictions {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there are no predictions");
        }
        Set<String> clips = new HashSet<>();
        for (PredictionRow row : rows) {
            if (!clips.add(row.clip())) {
                throw new IllegalArgumentException("clip " + row.clip() + " is predicted twice");
            }
            if (row.target().length != task.outputs()
                    || !heads.containsAll(row.heads().keySet())) {
                throw new IllegalArgumentException("clip " + row.clip() + " has " + row.target().length
                        + " targets and answers of " + row.heads().keySet() + ", and must have " + task.outputs()
                        + " and answers of " + heads);
            }
        }
    }

    /** The clips that a head applies to, or all heads of a selection ({@link Calibration#selection}). */
    List<PredictionRow> of(String head) {
        List<String> needed = Calibration.heads(head);
        return rows.stream()
                .filter(row -> row.heads().keySet().containsAll(needed))
                .toList();
    }

    /** How good a head is on the clips that it applies to, of which there must be some. */
    TaskMetrics measure(String head) {
        List<PredictionRow> answered = of(head);
        return TaskMetrics.of(
                task,
                answered.stream().map(PredictionRow::target).toArray(float[][]::new),
                answered.stream().map(row -> row.output(head)).toArray(float[][]::new));
    }

    /** The same with each head's probabilities scaled. */
    public Predictions scaled(Calibration calibration) {
        return new Predictions(
                task, heads, rows.stream().map(row -> row.scaled(calibration)).toList());
    }
}
