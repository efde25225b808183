package org.vavl.learning.experiment.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.learning.corpus.Part;

/**
 * What a trial measured on the test set.
 *
 * @param model the network's label
 * @param number the trial's, from 1
 * @param digest of all that decides how the trial goes
 * @param split which clips were tested
 * @param epoch that was kept, from 1
 * @param parts how many clips the trial's split has, by the part's name
 * @param clips that each head answered, by the head's name; {@code answer} for the network as a whole
 * @param metrics by the head's name and the metric's
 * @param intervals the ends of the metrics' intervals over the test speakers, by the same names; see
 *     {@link org.vavl.learning.metrics.Bootstrap}
 */
public record TrialResult(
        String model,
        int number,
        String digest,
        String split,
        int epoch,
        Map<String, Integer> parts,
        Map<String, Integer> clips,
        Map<String, Map<String, Double>> metrics,
        Map<String, Map<String, List<Double>>> intervals) {
    /** Copies the maps, whose order is kept. */
    public TrialResult {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        clips = Collections.unmodifiableMap(new LinkedHashMap<>(clips));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A head's metric; empty if the network has no such head. */
    public Optional<Double> value(String head, String metric) {
        return Optional.ofNullable(metrics.get(head)).flatMap(values -> Optional.ofNullable(values.get(metric)));
    }

    /** The ends of a metric's interval, lower then upper; empty if it has none. */
    public List<Double> interval(String head, String metric) {
        return intervals.getOrDefault(head, Map.of()).getOrDefault(metric, List.of());
    }

    /** How many clips were tested on for each that was trained on. */
    public double testRatio() {
        int trained = parts.getOrDefault(Part.TRAIN.toString(), 0);
        return trained == 0 ? 0 : (double) parts.getOrDefault(Part.TEST.toString(), 0) / trained;
    }
}
