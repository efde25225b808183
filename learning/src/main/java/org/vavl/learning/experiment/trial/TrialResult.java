package org.vavl.learning.experiment.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a trial measured on the test set.
 *
 * @param model the network's label
 * @param number the trial's, from 1
 * @param digest of all that decides how the trial goes
 * @param split which clips were tested
 * @param epoch that was kept, from 1
 * @param clips that each head answered, by the head's name; {@code answer} for the network as a whole
 * @param metrics by the head's name and the metric's
 */
public record TrialResult(
        String model,
        int number,
        String digest,
        String split,
        int epoch,
        Map<String, Integer> clips,
        Map<String, Map<String, Double>> metrics) {
    /** Copies the maps, whose order is kept. */
    public TrialResult {
        clips = Collections.unmodifiableMap(new LinkedHashMap<>(clips));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A head's metric; empty if the network has no such head. */
    public Optional<Double> value(String head, String metric) {
        return Optional.ofNullable(metrics.get(head)).flatMap(values -> Optional.ofNullable(values.get(metric)));
    }
}
