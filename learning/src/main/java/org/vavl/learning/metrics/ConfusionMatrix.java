package org.vavl.learning.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class was called which one, and the measures that follow from these counts.
 *
 * <p>Write n<sub>tp</sub> for the clips of class t that were called p. Precision of class c is n<sub>cc</sub>/Σ<sub>t</sub>n<sub>tc</sub>,
 * its recall n<sub>cc</sub>/Σ<sub>p</sub>n<sub>cp</sub>, its F1 the harmonic mean of both, 2n<sub>cc</sub>/(Σ<sub>t</sub>n<sub>tc</sub> +
 * Σ<sub>p</sub>n<sub>cp</sub>). As with scikit-learn's {@code zero_division=0}, a quotient with nothing below the line is 0; and as
 * there when no labels are given, a macro average is over the classes that occur among the true or the answered ones: a class that
 * neither has is left out, since it says nothing about the answers.
 *
 * <p>Source: Sokolova and Lapalme, "A systematic analysis of performance measures for classification tasks", Information
 * Processing and Management 45(4), 2009; average recall: Schuller et al., "The INTERSPEECH 2009 Emotion Challenge".
 *
 * <p>Immutable.
 */
public final class ConfusionMatrix {
    private final List<String> classes;
    private final long[][] countsTP;

    private ConfusionMatrix(List<String> classes, long[][] countsTP) {
        this.classes = classes;
        this.countsTP = countsTP;
    }

    /**
     * Counts answers.
     *
     * @param classes the C classes' names
     * @param truth each clip's true class, from 0 to C − 1
     * @param answers each clip's predicted class, from 0 to C − 1
     */
    public static ConfusionMatrix of(List<String> classes, int[] truth, int[] answers) {
        if (truth.length != answers.length) {
            throw new IllegalArgumentException(truth.length + " true classes and " + answers.length + " answers");
        }
        long[][] countsTP = new long[classes.size()][classes.size()];
        for (int i = 0; i < truth.length; i++) {
            countsTP[truth[i]][answers[i]]++;
        }
        return new ConfusionMatrix(List.copyOf(classes), countsTP);
    }

    /**
     * Takes counts over.
     *
     * @param classes the C classes' names
     * @param countsTP for each true class, how often it was called each class: C×C, none below 0; copied
     */
    public static ConfusionMatrix ofCounts(List<String> classes, long[][] countsTP) {
        int size = classes.size();
        boolean square = countsTP.length == size && Arrays.stream(countsTP).allMatch(row -> row.length == size);
        if (!square || Arrays.stream(countsTP).flatMapToLong(Arrays::stream).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a confusion matrix of " + size + " classes has " + size + " times "
                    + size + " counts, none below 0: " + Arrays.deepToString(countsTP));
        }
        return new ConfusionMatrix(
                List.copyOf(classes), Arrays.stream(countsTP).map(long[]::clone).toArray(long[][]::new));
    }

    /**
     * The counts of both together.
     *
     * @param other of the same classes
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (!classes.equals(other.classes)) {
            throw new IllegalArgumentException("classes differ: " + classes + " and " + other.classes);
        }
        long[][] sum = new long[size()][size()];
        for (int t = 0; t < size(); t++) {
            for (int p = 0; p < size(); p++) {
                sum[t][p] = countsTP[t][p] + other.countsTP[t][p];
            }
        }
        return new ConfusionMatrix(classes, sum);
    }

    /** The classes' names, in the order of rows and columns. */
    public List<String> classes() {
        return classes;
    }

    /** C, the number of classes. */
    public int size() {
        return classes.size();
    }

    /** How many clips of one class were called another, or the same. */
    public long count(int trueClass, int answeredClass) {
        return countsTP[trueClass][answeredClass];
    }

    /** How many clips are of the class. */
    public long support(int c) {
        return Arrays.stream(countsTP[c]).sum();
    }

    /** How many clips were called the class. */
    public long answered(int c) {
        return Arrays.stream(countsTP).mapToLong(row -> row[c]).sum();
    }

    /** How many clips there are. */
    public long total() {
        return Arrays.stream(countsTP).flatMapToLong(Arrays::stream).sum();
    }

    /** Of the clips that were called the class, the share that is of it. */
    public double precision(int c) {
        return quotient(countsTP[c][c], answered(c));
    }

    /** Of the clips that are of the class, the share that was called it. */
    public double recall(int c) {
        return quotient(countsTP[c][c], support(c));
    }

    /** The harmonic mean of the class's precision and recall. */
    public double f1(int c) {
        return quotient(2 * countsTP[c][c], support(c) + answered(c));
    }

    /** The share of clips whose class was answered. */
    public double accuracy() {
        return quotient(
                IntStream.range(0, size()).mapToLong(c -> countsTP[c][c]).sum(), total());
    }

    /**
     * F1 over all classes' decisions together: twice the hits over the hits and misses of all classes. Each clip has one class and
     * one answer, so that it is the accuracy; the field reports it as F1-micro.
     */
    public double f1Micro() {
        long hits = IntStream.range(0, size()).mapToLong(c -> countsTP[c][c]).sum();
        long decisions = IntStream.range(0, size())
                .mapToLong(c -> support(c) + answered(c))
                .sum();
        return quotient(2 * hits, decisions);
    }

    /** The mean of the classes' F1. */
    public double f1Macro() {
        return macro(this::f1);
    }

    /** The mean of the classes' F1, weighted by their support. */
    public double f1Weighted() {
        return weighted(this::f1);
    }

    /** The mean of the classes' precision. */
    public double precisionMacro() {
        return macro(this::precision);
    }

    /** The mean of the classes' precision, weighted by their support. */
    public double precisionWeighted() {
        return weighted(this::precision);
    }

    /** The mean of the classes' recall; a class that is answered and never true counts with 0. */
    public double recallMacro() {
        return macro(this::recall);
    }

    /** The mean of the classes' recall, weighted by their support: the accuracy. */
    public double recallWeighted() {
        return weighted(this::recall);
    }

    /**
     * Unweighted average recall, also called balanced accuracy: the mean recall of the classes that are true of any clip. Chance
     * level is one over their number.
     */
    public double unweightedAverageRecall() {
        return IntStream.range(0, size())
                .filter(c -> support(c) > 0)
                .mapToDouble(this::recall)
                .average()
                .orElse(0);
    }

    /** How many classes are true of any clip or were answered for any, over which macro averages are. */
    int occurring() {
        return (int) IntStream.range(0, size())
                .filter(c -> support(c) + answered(c) > 0)
                .count();
    }

    private double macro(IntToDoubleFunction measure) {
        return IntStream.range(0, size())
                .filter(c -> support(c) + answered(c) > 0)
                .mapToDouble(measure)
                .average()
                .orElse(0);
    }

    private double weighted(IntToDoubleFunction measure) {
        double sum = IntStream.range(0, size())
                .mapToDouble(c -> support(c) * measure.applyAsDouble(c))
                .sum();
        return total() == 0 ? 0 : sum / total();
    }

    private static double quotient(long above, long below) {
        return below == 0 ? 0 : (double) above / below;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && classes.equals(matrix.classes)
                && Arrays.deepEquals(countsTP, matrix.countsTP);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.deepHashCode(countsTP);
    }

    @Override
    public String toString() {
        return classes + " " + Arrays.deepToString(countsTP);
    }
}
