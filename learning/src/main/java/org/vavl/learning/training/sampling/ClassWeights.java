package org.vavl.learning.training.sampling;

import java.util.Arrays;
import java.util.List;

/**
 * How often clips are to be drawn, so that every class comes equally often over all groups together, those batches included by which a scarce modality
 * is repeated. A clip's weight is the sum of its classes' weights, by its shares of them; a class has one weight in all groups.
 */
final class ClassWeights {
    private static final int MOST_ROUNDS = 200;
    private static final double TOLERANCE = 1e-9;

    /**
     * How far repeated batches may move a class's weight. Where a scarce modality has few of the classes, the others' clips would be all that is
     * left of the rest.
     */
    private static final double MOST_CHANGE = 4;

    private final List<ClipShape> clips;
    private final List<List<Integer>> groups;
    private final ModalityShares shares;
    private final int batchSize;
    private final int classes;

    ClassWeights(List<ClipShape> clips, List<List<Integer>> groups, ModalityShares shares, int batchSize) {
        this.clips = clips;
        this.groups = groups;
        this.shares = shares;
        this.batchSize = batchSize;
        this.classes = clips.get(groups.get(0).get(0)).classes().size();
    }

    /** For each clip how often it is drawn before anything is repeated, as many as there are in sum; 0 for those in no group. */
    double[] weights() {
        double[] first = inverse(totals(ones(clips.size()), ones(groups.size())));
        double[] ofClasses = first.clone();
        double[] weights = weights(ofClasses);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] totals = totals(weights, repetitions(weights));
            double mean = mean(totals);
            double change = 0;
            for (int c = 0; c < classes; c++) {
                double wanted = totals[c] > 0 ? ofClasses[c] * mean / totals[c] : 0;
                double bounded = Math.max(first[c] / MOST_CHANGE, Math.min(first[c] * MOST_CHANGE, wanted));
                change = Math.max(change, first[c] > 0 ? Math.abs(bounded - ofClasses[c]) / first[c] : 0);
                ofClasses[c] = bounded;
            }
            weights = weights(ofClasses);
            if (change < TOLERANCE) {
                break;
            }
        }
        return weights;
    }

    /** How often each group comes, all repeated batches included, as a multiple of its weights. */
    private double[] repetitions(double[] weights) {
        double[] batches = new double[groups.size()];
        Arrays.setAll(
                batches,
                g -> Math.max(
                        1, groups.get(g).stream().mapToDouble(i -> weights[i]).sum() / batchSize));
        double[] more = shares.more(batches);
        double[] repetitions = new double[batches.length];
        Arrays.setAll(repetitions, g -> 1 + more[g] / batches[g]);
        return repetitions;
    }

    /** How often each class comes. */
    private double[] totals(double[] weights, double[] repetitions) {
        double[] totals = new double[classes];
        for (int g = 0; g < groups.size(); g++) {
            for (int clip : groups.get(g)) {
                for (int c = 0; c < classes; c++) {
                    totals[c] += repetitions[g]
                            * weights[clip]
                            * clips.get(clip).classes().get(c);
                }
            }
        }
        return totals;
    }

    private double[] weights(double[] ofClasses) {
        double[] weights = new double[clips.size()];
        int number = 0;
        double sum = 0;
        for (List<Integer> group : groups) {
            number += group.size();
            for (int clip : group) {
                for (int c = 0; c < classes; c++) {
                    weights[clip] += ofClasses[c] * clips.get(clip).classes().get(c);
                }
                sum += weights[clip];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= number / sum;
        }
        return weights;
    }

    /** Over the classes that there are. */
    private static double mean(double[] totals) {
        return Arrays.stream(totals).filter(total -> total > 0).average().orElse(1);
    }

    private static double[] inverse(double[] counts) {
        return Arrays.stream(counts).map(count -> count > 0 ? 1 / count : 0).toArray();
    }

    private static double[] ones(int number) {
        double[] ones = new double[number];
        Arrays.fill(ones, 1);
        return ones;
    }
}
