package org.vavl.learning.agreement;

import java.util.ArrayList;
import java.util.List;

/**
 * Where annotators differ.
 *
 * @param name of the clip or the recording
 * @param begin in seconds, where it is a part of a recording; else 0
 * @param end in seconds; else 0
 * @param values each annotator's, in the annotators' order; empty where one says nothing
 */
public record Difference(String name, double begin, double end, List<String> values) {
    private static final double TOUCHING_SECONDS = 1e-6;

    /** Copies the values. */
    public Difference {
        values = List.copyOf(values);
    }

    /** All of them, in the order of the units; stretches of a recording that touch and in which the same is said are one. */
    static List<Difference> of(Ratings ratings) {
        List<Difference> differences = new ArrayList<>();
        for (RatedUnit unit : ratings.units()) {
            if (!unit.isDisputed()) {
                continue;
            }
            Difference next = new Difference(unit.name(), unit.begin(), unit.end(), unit.values());
            int last = differences.size() - 1;
            if (last >= 0 && next.goesOn(differences.get(last))) {
                Difference before = differences.get(last);
                differences.set(last, new Difference(next.name(), before.begin(), next.end(), next.values()));
            } else {
                differences.add(next);
            }
        }
        return differences;
    }

    private boolean goesOn(Difference before) {
        return name.equals(before.name())
                && end > 0
                && Math.abs(begin - before.end()) < TOUCHING_SECONDS
                && values.equals(before.values());
    }
}
