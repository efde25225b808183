package org.vavl.learning.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What many p-values are worth together. */
public final class MultipleComparisons {
    private MultipleComparisons() {}

    /**
     * Adjusts p-values, so that the probability of finding any difference where there is none stays below the level that they are compared with: the
     * smallest of m is multiplied by m, the next by m − 1, and so on, none below the one before it and none above 1.
     *
     * <p>Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6(2), 1979.
     *
     * @param pValues each from 0 to 1
     * @return in the same order
     */
    public static double[] holm(double[] pValues) {
        if (Arrays.stream(pValues).anyMatch(p -> !(p >= 0 && p <= 1))) {
            throw new IllegalArgumentException("p-values are from 0 to 1, not " + Arrays.toString(pValues));
        }
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double before = 0;
        for (int rank = 0; rank < order.length; rank++) {
            before = Math.max(before, Math.min(1, (order.length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = before;
        }
        return adjusted;
    }
}
