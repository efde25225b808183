package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.recognition.inference.Calibration;

/**
 * How good a model is on a part of a corpus.
 *
 * @param subject what was evaluated on what
 * @param clipsByModalities how many clips have just these modalities, by their names joined with {@code +}; most clips first
 * @param heads the heads that apply to any of the clips, in the model's order
 * @param answer the model's answer, over all clips: each clip is answered by the heads that suit what it has
 * @param calibration what the model's calibration does here, for each head, and each selection of heads, that it has a temperature for
 * @param intervals around the measures, where they were asked for
 */
public record Evaluation(
        Subject subject,
        Map<String, Integer> clipsByModalities,
        List<HeadEvaluation> heads,
        TaskMetrics answer,
        List<CalibrationEffect> calibration,
        SpeakerIntervals intervals) {
    /** The name under which tables and files give the answer beside the heads. */
    public static final String ANSWER = "answer";

    /** Joins the names of modalities and of heads. */
    static final String JOINT = "+";

    /** Copies the collections, whose order is kept. */
    public Evaluation {
        clipsByModalities = Collections.unmodifiableMap(new LinkedHashMap<>(clipsByModalities));
        heads = List.copyOf(heads);
        calibration = List.copyOf(calibration);
    }

    /**
     * What was evaluated on what.
     *
     * @param model the model's name
     * @param corpus the corpus's name
     * @param part the part's name, such as {@code test}
     * @param provenance what is needed to do it again, such as digests, seed and versions; the order is kept
     */
    public record Subject(String model, String corpus, String part, Map<String, String> provenance) {
        /** Copies the provenance. */
        public Subject {
            provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        }
    }

    /** Measures predictions of a model without calibration; see {@link #of(Subject, Predictions, Calibration)}. */
    public static Evaluation of(Subject subject, Predictions predictions) {
        return of(subject, predictions, Calibration.none());
    }

    /**
     * Measures predictions.
     *
     * @param calibration with which they were made
     * @throws org.vavl.core.VavlException if a prediction is not a number
     */
    public static Evaluation of(Subject subject, Predictions predictions, Calibration calibration) {
        List<HeadEvaluation> heads = new ArrayList<>();
        for (String head : predictions.heads()) {
            if (!predictions.of(head).isEmpty()) {
                heads.add(new HeadEvaluation(head, predictions.measure(head)));
            }
        }
        float[][] answers =
                predictions.rows().stream().map(PredictionRow::answer).toArray(float[][]::new);
        TaskMetrics answer = TaskMetrics.of(predictions.task(), targets(predictions.rows()), answers);
        List<CalibrationEffect> effects = calibration.names().isEmpty()
                ? List.of()
                : CalibrationEffect.of(calibration, predictions.scaled(calibration.inverse()));
        return new Evaluation(
                subject, countByModalities(predictions.rows()), heads, answer, effects, SpeakerIntervals.none());
    }

    /** The same with intervals around its measures. */
    public Evaluation with(SpeakerIntervals around) {
        return new Evaluation(subject, clipsByModalities, heads, answer, calibration, around);
    }

    /** All that is measured: the heads in their order, then the answer. */
    public List<HeadEvaluation> all() {
        List<HeadEvaluation> all = new ArrayList<>(heads);
        all.add(new HeadEvaluation(ANSWER, answer));
        return List.copyOf(all);
    }

    private static float[][] targets(List<PredictionRow> rows) {
        return rows.stream().map(PredictionRow::target).toArray(float[][]::new);
    }

    private static Map<String, Integer> countByModalities(List<PredictionRow> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(String.join(JOINT, row.modalities()), 1, Integer::sum));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEachOrdered(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
