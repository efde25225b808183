package org.vavl.learning.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param trainingLoss the mean loss of each update, by its name
 * @param development the metrics on the development set, as {@code HEAD.METRIC}; {@code answer} is the model's answer
 * @param score what the best epoch is chosen by
 */
public record EpochRecord(int epoch, Map<String, Double> trainingLoss, Map<String, Double> development, double score) {
    /** Copies the maps, sorted by name. */
    public EpochRecord {
        trainingLoss = Collections.unmodifiableMap(new TreeMap<>(trainingLoss));
        development = Collections.unmodifiableMap(new TreeMap<>(development));
    }
}
