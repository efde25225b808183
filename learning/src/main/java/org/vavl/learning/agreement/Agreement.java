package org.vavl.learning.agreement;

import java.util.List;
import org.vavl.learning.metrics.ConfusionMatrix;

/**
 * How far annotators say the same: all of them, and each pair.
 *
 * @param unit what was rated
 * @param cluster by what units are drawn for the intervals
 * @param clusters how many there are
 * @param all of all annotators together
 * @param pairs of each two that rated a unit in common
 * @param confusions of each pair, in the same order, the first one's classes as rows; none of values
 * @param differences where any two differ
 */
public record Agreement(
        String unit,
        String cluster,
        int clusters,
        Measured all,
        List<Measured> pairs,
        List<ConfusionMatrix> confusions,
        List<Difference> differences) {
    /** Copies the lists. */
    public Agreement {
        pairs = List.copyOf(pairs);
        confusions = List.copyOf(confusions);
        differences = List.copyOf(differences);
    }
}
