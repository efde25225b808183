package org.vavl.learning.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.learning.metrics.RiskCoverage;

/**
 * Whether a model knows which of its answers are right: risk against coverage of each head and of the answer, and what becomes of the answers that
 * the model itself is sure of.
 *
 * @param heads those that apply to any of the clips, in the model's order, then the answer ({@link Evaluation#ANSWER})
 * @param sure of the answer, where the model was not sure of some; else empty
 */
public record SelectiveEvaluation(List<HeadRisk> heads, Optional<SureAnswers> sure) {
    /** Copies the list. */
    public SelectiveEvaluation {
        heads = List.copyOf(heads);
    }

    /**
     * One head.
     *
     * @param head the head's name
     * @param clips how many it applies to
     * @param expectedCalibrationError 0 to 1
     * @param areaUnderRiskCoverage AURC, 0 to 1; see {@link RiskCoverage}
     * @param excessArea excess AURC
     * @param points of the curve
     */
    public record HeadRisk(
            String head,
            int clips,
            double expectedCalibrationError,
            double areaUnderRiskCoverage,
            double excessArea,
            @JsonIgnore List<RiskCoverage.Point> points) {
        /** Copies the points. */
        public HeadRisk {
            points = List.copyOf(points);
        }
    }

    /**
     * The answers of which the model is sure.
     *
     * @param clips how many there are in all
     * @param coverage the share of them of which it is sure, 0 to 1
     * @param risk the share of wrong answers among these; 0 where there are none
     * @param riskOfAll the share of wrong answers among all
     * @param reasons for how many clips each reason was given not to be sure
     */
    public record SureAnswers(int clips, double coverage, double risk, double riskOfAll, Map<String, Integer> reasons) {
        /** Copies the map, whose order is kept. */
        public SureAnswers {
            reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        }
    }

    /**
     * Measures predictions.
     *
     * @return empty of attributes, which are neither right nor wrong
     */
    public static Optional<SelectiveEvaluation> of(Predictions predictions) {
        if (!(predictions.task() instanceof Task.Classification)) {
            return Optional.empty();
        }
        List<HeadRisk> heads = new ArrayList<>();
        for (String head : predictions.heads()) {
            List<PredictionRow> rows = predictions.of(head);
            if (!rows.isEmpty()) {
                heads.add(risk(
                        head, rows, rows.stream().map(row -> row.output(head)).toArray(float[][]::new)));
            }
        }
        heads.add(risk(
                Evaluation.ANSWER,
                predictions.rows(),
                predictions.rows().stream().map(PredictionRow::answer).toArray(float[][]::new)));
        return Optional.of(new SelectiveEvaluation(heads, sure(predictions.rows())));
    }

    private static HeadRisk risk(String head, List<PredictionRow> rows, float[][] said) {
        int[] truth = rows.stream()
                .mapToInt(row -> Probabilities.largest(row.target()))
                .toArray();
        RiskCoverage measured = RiskCoverage.of(truth, said);
        return new HeadRisk(
                head,
                rows.size(),
                Probabilities.expectedCalibrationError(truth, said),
                measured.area(),
                measured.excess(),
                measured.points());
    }

    private static Optional<SureAnswers> sure(List<PredictionRow> rows) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        rows.forEach(row ->
                row.unsure().ifPresent(why -> why.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum))));
        List<PredictionRow> sure =
                rows.stream().filter(row -> row.unsure().isEmpty()).toList();
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(new SureAnswers(
                        rows.size(), (double) sure.size() / rows.size(), wrong(sure), wrong(rows), reasons));
    }

    private static double wrong(List<PredictionRow> rows) {
        return rows.stream()
                .mapToInt(row -> Probabilities.largest(row.answer()) == Probabilities.largest(row.target()) ? 0 : 1)
                .average()
                .orElse(0);
    }
}
