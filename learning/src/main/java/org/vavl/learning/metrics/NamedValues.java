package org.vavl.learning.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures by name, in the order in which they are added. */
final class NamedValues {
    private final Map<String, Double> values = new LinkedHashMap<>();

    NamedValues add(Metric metric, double value) {
        values.put(metric.key(), value);
        return this;
    }

    NamedValues add(Metric metric, String classOrAttribute, double value) {
        values.put(metric.of(classOrAttribute), value);
        return this;
    }

    NamedValues add(Map<String, Double> others) {
        values.putAll(others);
        return this;
    }

    Map<String, Double> toMap() {
        return Collections.unmodifiableMap(values);
    }
}
