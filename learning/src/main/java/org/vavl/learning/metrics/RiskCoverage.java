package org.vavl.learning.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;

/**
 * How many answers are wrong if only the most confident ones are given: coverage is the share of clips that is answered, selective risk the share of
 * these answers that is wrong. The confidence of an answer is its largest probability.
 *
 * <p>AURC, the area under the curve, is the mean of the selective risk over the coverages 1/N, 2/N, …, 1. Clips of equal confidence are taken in a random
 * order, and the area is the expected one. Excess AURC is what it is above that of the same answers in the best order, all right ones first.
 *
 * <p>Source: Geifman, Uziel and El-Yaniv, "Bias-reduced uncertainty estimation for deep neural classifiers", ICLR 2019, sections 2 and 3. Differs
 * from the paper: the best order's area is summed up, where the paper approximates it by r + (1 − r) ln(1 − r).
 *
 * @param points of the curve, one for each confidence that occurs, the highest one first
 * @param area AURC, 0 to 1; the smaller the better
 * @param excess excess AURC, at least 0
 */
public record RiskCoverage(List<Point> points, double area, double excess) {
    /** Copies the points. */
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * What becomes of answers at a threshold.
     *
     * @param threshold the least confidence that is answered
     * @param coverage the share of clips with it, above 0 to 1
     * @param risk the share of wrong answers among these, 0 to 1
     */
    public record Point(double threshold, double coverage, double risk) {}

    /**
     * Measures.
     *
     * @param truth each clip's true class, of at least one clip
     * @param probabilities for each clip C values
     * @throws VavlException if a probability is not a number
     */
    public static RiskCoverage of(int[] truth, float[][] probabilities) {
        boolean[] wrong = new boolean[truth.length];
        double[] confidence = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            int answer = Probabilities.largest(probabilities[i]);
            wrong[i] = answer != truth[i];
            confidence[i] = probabilities[i][answer];
        }
        return of(confidence, wrong);
    }

    /**
     * Measures.
     *
     * @param confidence of each answer, at least one
     * @param wrong whether it is
     * @throws VavlException if a confidence is not a number
     */
    public static RiskCoverage of(double[] confidence, boolean[] wrong) {
        if (confidence.length != wrong.length || wrong.length == 0) {
            throw new IllegalArgumentException("confidences of " + confidence.length + " answers, and " + wrong.length
                    + " that are right or wrong: needs as many of both, and at least one");
        }
        if (Arrays.stream(confidence).anyMatch(Double::isNaN)) {
            throw new VavlException("a confidence is not a number");
        }
        List<Integer> order = IntStream.range(0, wrong.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> confidence[i]).reversed())
                .toList();
        List<Point> points = new ArrayList<>();
        double area = 0;
        int answered = 0;
        int errors = 0;
        while (answered < order.size()) {
            double threshold = confidence[order.get(answered)];
            int end = answered;
            int more = 0;
            while (end < order.size() && confidence[order.get(end)] == threshold) {
                more += wrong[order.get(end++)] ? 1 : 0;
            }
            double share = (double) more / (end - answered);
            for (int k = answered + 1; k <= end; k++) {
                area += (errors + (k - answered) * share) / k;
            }
            errors += more;
            answered = end;
            points.add(new Point(threshold, (double) answered / wrong.length, (double) errors / answered));
        }
        area /= wrong.length;
        return new RiskCoverage(points, area, Math.max(0, area - best(errors, wrong.length)));
    }

    /** The area of the order in which all wrong answers come last. */
    private static double best(int errors, int clips) {
        double area = 0;
        for (int k = clips - errors + 1; k <= clips; k++) {
            area += (double) (k - clips + errors) / k;
        }
        return area / clips;
    }
}
