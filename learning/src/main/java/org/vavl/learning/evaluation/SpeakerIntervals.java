package org.vavl.learning.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ConfidenceInterval;

/**
 * How far an evaluation carries to other speakers: an interval around each measure, by a bootstrap over the speakers; see {@link Bootstrap}.
 *
 * @param level the share of draws within each interval, such as 0.95
 * @param resamples how many draws
 * @param speakers how many spoke the clips
 * @param heads the intervals of each head and of the answer, by the head's name and the measure's; not there where a measure has none
 */
public record SpeakerIntervals(
        double level, int resamples, int speakers, Map<String, Map<String, ConfidenceInterval>> heads) {
    /** Of fewer speakers, intervals are much too narrow. */
    static final int FEW_SPEAKERS = 10;

    private static final SpeakerIntervals NONE = new SpeakerIntervals(0, 0, 0, Map.of());

    /** Copies the maps, whose order is kept. */
    public SpeakerIntervals {
        Map<String, Map<String, ConfidenceInterval>> copy = new LinkedHashMap<>();
        heads.forEach((head, intervals) -> copy.put(head, Collections.unmodifiableMap(new LinkedHashMap<>(intervals))));
        heads = Collections.unmodifiableMap(copy);
    }

    /** Where no intervals were asked for. */
    public static SpeakerIntervals none() {
        return NONE;
    }

    /** Draws. */
    public static SpeakerIntervals of(Bootstrap bootstrap, Predictions predictions) {
        Map<String, Map<String, ConfidenceInterval>> heads = new LinkedHashMap<>();
        for (String head : predictions.heads()) {
            List<PredictionRow> rows = predictions.of(head);
            if (!rows.isEmpty()) {
                float[][] said = rows.stream().map(row -> row.output(head)).toArray(float[][]::new);
                heads.put(head, intervals(bootstrap, predictions, rows, said));
            }
        }
        List<PredictionRow> all = predictions.rows();
        float[][] answers = all.stream().map(PredictionRow::answer).toArray(float[][]::new);
        heads.put(Evaluation.ANSWER, intervals(bootstrap, predictions, all, answers));
        return new SpeakerIntervals(
                bootstrap.level(),
                bootstrap.resamples(),
                (int) all.stream().map(PredictionRow::speaker).distinct().count(),
                heads);
    }

    private static Map<String, ConfidenceInterval> intervals(
            Bootstrap bootstrap, Predictions predictions, List<PredictionRow> rows, float[][] said) {
        return bootstrap.intervals(
                predictions.task(),
                rows.stream().map(PredictionRow::target).toArray(float[][]::new),
                said,
                rows.stream().map(PredictionRow::speaker).toList());
    }

    /** The intervals of a head or of the answer, by the measure's name. */
    public Map<String, ConfidenceInterval> of(String head) {
        return heads.getOrDefault(head, Map.of());
    }
}
