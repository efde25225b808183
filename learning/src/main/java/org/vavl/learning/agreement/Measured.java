package org.vavl.learning.agreement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.learning.metrics.ConfidenceInterval;

/**
 * Agreement of some annotators.
 *
 * @param annotators their names
 * @param units how many two or more of them rated
 * @param complete how many all of them rated
 * @param values by the measure's name; one that does not exist is not there
 * @param intervals around them, where there are any
 */
public record Measured(
        List<String> annotators,
        int units,
        int complete,
        Map<String, Double> values,
        Map<String, ConfidenceInterval> intervals) {
    /** Copies the collections, whose order is kept. */
    public Measured {
        annotators = List.copyOf(annotators);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }
}
