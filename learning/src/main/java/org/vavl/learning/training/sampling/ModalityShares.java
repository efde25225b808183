package org.vavl.learning.training.sampling;

import java.util.List;
import java.util.Set;

/**
 * How many batches each group of clips needs besides its own, so that every modality is in its least share of all batches. Groups that have a scarce
 * modality are repeated alike, in proportion to what they have, so that none of its clips comes more often than another.
 */
final class ModalityShares {
    /** Of a batch; the numbers come closer to what is wanted by a constant factor each time. */
    private static final double TOLERANCE = 1e-9;

    private static final int MOST_ROUNDS = 10_000;

    private final List<Set<String>> groups;
    private final Set<String> modalities;
    private final double minimum;

    /**
     * @param groups the modalities of each group
     * @param modalities all of them
     * @param minimum the least share of the batches in which each modality is, times the number of modalities at most 1
     */
    ModalityShares(List<Set<String>> groups, Set<String> modalities, double minimum) {
        this.groups = groups;
        this.modalities = modalities;
        this.minimum = minimum;
    }

    /**
     * The batches that are needed more.
     *
     * @param batches that each group has, above 0
     * @return for each group, 0 or more, not rounded
     */
    double[] more(double[] batches) {
        double[] more = new double[batches.length];
        double added = minimum > 0 ? 1 : 0;
        for (int round = 0; round < MOST_ROUNDS && added > TOLERANCE; round++) {
            added = 0;
            for (String modality : modalities) {
                added += add(modality, batches, more);
            }
        }
        return more;
    }

    private double add(String modality, double[] batches, double[] more) {
        double with = 0;
        double without = 0;
        double own = 0;
        for (int g = 0; g < batches.length; g++) {
            if (groups.get(g).contains(modality)) {
                with += batches[g] + more[g];
                own += batches[g];
            } else {
                without += batches[g] + more[g];
            }
        }
        double lacking = Math.max(0, minimum / (1 - minimum) * without - with);
        for (int g = 0; g < batches.length; g++) {
            more[g] += groups.get(g).contains(modality) ? lacking * batches[g] / own : 0;
        }
        return lacking;
    }
}
