package org.vavl.learning.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.vavl.core.VavlException;

/**
 * What several annotators said of the same.
 *
 * @param annotators their names, two at least
 * @param unit what was rated: clips, segments, or stretches of a length
 * @param cluster what the units of a draw of a bootstrap are drawn by, for people
 * @param units that at least one annotator rated, in their order
 */
public record Ratings(List<String> annotators, String unit, String cluster, List<RatedUnit> units) {
    /**
     * Copies the lists and checks them.
     *
     * @throws VavlException if there are fewer than two annotators, or no two rated the same unit
     */
    public Ratings {
        annotators = List.copyOf(annotators);
        units = List.copyOf(units);
        if (annotators.size() < 2) {
            throw new VavlException("there is one annotator, " + annotators + ", and must be two at least");
        }
        for (RatedUnit one : units) {
            if (one.values().size() != annotators.size()) {
                throw new IllegalArgumentException(one + ": must have a value for each of " + annotators);
            }
        }
        if (units.stream().noneMatch(one -> one.rated() > 1)) {
            throw new VavlException("no two of the annotators " + String.join(", ", annotators)
                    + " rated the same: names and times must be those of the same recordings");
        }
    }

    /** The same of some annotators alone, without the units that one of them did not rate. */
    Ratings of(List<Integer> which) {
        List<RatedUnit> kept = new ArrayList<>();
        for (RatedUnit one : units) {
            List<String> values = which.stream().map(one.values()::get).toList();
            if (values.stream().noneMatch(String::isEmpty)) {
                kept.add(new RatedUnit(one.name(), one.cluster(), one.begin(), one.end(), values));
            }
        }
        return new Ratings(which.stream().map(annotators::get).toList(), unit, cluster, kept);
    }

    /** Whether there are units that two annotators both rated. */
    boolean haveInCommon(int one, int other) {
        return units.stream()
                .anyMatch(rated -> !rated.values().get(one).isEmpty()
                        && !rated.values().get(other).isEmpty());
    }

    /** Units that every annotator rated. */
    List<RatedUnit> complete() {
        return units.stream().filter(one -> one.rated() == annotators.size()).toList();
    }

    /** All values that anybody gave, sorted. */
    List<String> values() {
        TreeSet<String> values = new TreeSet<>();
        units.forEach(one -> values.addAll(one.values()));
        values.remove("");
        return List.copyOf(values);
    }
}
