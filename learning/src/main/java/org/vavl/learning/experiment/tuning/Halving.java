package org.vavl.learning.experiment.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Successive halving: many candidates are trained for a few epochs, the best of them for more, until a few have been trained to the end. A candidate goes on
 * where it was.
 *
 * <p>Source: Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016; with a reduction factor η as in Li et
 * al., "Hyperband", JMLR 18, 2018: rung k of K, from 0, trains ⌊n/η^k⌋ of n candidates up to epoch ⌊R/η^(K−1−k)⌋ of R.
 *
 * @param candidates n, at least 1
 * @param epochs R, at least 1
 * @param rungs K, at least 1; 1 is random search alone
 * @param reduction η, at least 2
 */
public record Halving(int candidates, int epochs, int rungs, int reduction) {
    private static final int MOST = 100_000;

    /**
     * How many are trained how far.
     *
     * @param candidates how many
     * @param epochs up to the end of this one, from 1
     */
    public record Rung(int candidates, int epochs) {}

    /** Checks that every rung has a candidate and an epoch more than the one before. */
    public Halving {
        require("candidates", candidates, 1, MOST);
        require("epochs", epochs, 1, MOST);
        require("rungs", rungs, 1, 30);
        require("reduction", reduction, 2, MOST);
        double power = Math.pow(reduction, rungs - 1.0);
        if (candidates < power) {
            throw new IllegalArgumentException("candidates is " + candidates + ", and must be at least " + (long) power
                    + " for " + rungs + " rungs of which each leaves one in " + reduction);
        }
        if (epochs < power) {
            throw new IllegalArgumentException("epochs is " + epochs + ", and must be at least " + (long) power
                    + " for " + rungs + " rungs of which each trains " + reduction + " times as long");
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from " + least + " to " + most);
        }
    }

    /** From the one with all candidates to the one that trains to the end. */
    public List<Rung> all() {
        List<Rung> all = new ArrayList<>();
        for (int k = 0; k < rungs; k++) {
            all.add(new Rung((int) (candidates / Math.pow(reduction, k)), (int)
                    (epochs / Math.pow(reduction, rungs - 1.0 - k))));
        }
        return List.copyOf(all);
    }

    /** How many epochs are trained altogether: each rung's candidates go on from the rung before. */
    public long budget() {
        long budget = 0;
        int before = 0;
        for (Rung rung : all()) {
            budget += (long) rung.candidates() * (rung.epochs() - before);
            before = rung.epochs();
        }
        return budget;
    }

    /**
     * Which of some scores are the best.
     *
     * @param scores the higher the better; not a number where there is none
     * @param number how many to keep
     * @return their indices, the best first, the earlier of equal ones first; those without a score are never kept, so that there may be fewer
     */
    static List<Integer> best(List<Double> scores, int number) {
        return IntStream.range(0, scores.size())
                .boxed()
                .filter(i -> !Double.isNaN(scores.get(i)))
                .sorted(Comparator.comparing((Integer i) -> -scores.get(i)))
                .limit(number)
                .toList();
    }
}
