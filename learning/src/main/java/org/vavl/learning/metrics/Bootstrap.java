package org.vavl.learning.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.vavl.core.clip.Task;

/**
 * Percentile bootstrap intervals: clips are drawn again, with replacement, as many as there are; the interval holds the middle part
 * of the measures of these draws. Where the clips of a speaker resemble each other, whole speakers are to be drawn, as their number
 * is what limits how far a result carries.
 *
 * <p>Source: Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13; quantiles are interpolated linearly
 * (Hyndman and Fan's definition 7, numpy's default).
 *
 * @param resamples how many draws, at least 100
 * @param level the share of draws within the interval, between 0 and 1
 * @param seed of the draws; the same seed gives the same intervals
 */
public record Bootstrap(int resamples, double level, long seed) {
    private static final int FEWEST = 100;
    private static final Quantile QUANTILE = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    /** Checks the numbers. */
    public Bootstrap {
        if (resamples < FEWEST || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a bootstrap of " + resamples + " resamples at level " + level
                    + ": needs at least " + FEWEST + ", and a level between 0 and 1");
        }
    }

    /** 2,000 draws, 95 per cent. */
    public static Bootstrap ofSeed(long seed) {
        return new Bootstrap(2000, 0.95, seed);
    }

    /**
     * Intervals where clips are drawn each by itself.
     *
     * @param task as in {@link TaskMetrics#of}
     * @param targets as there
     * @param predictions as there
     * @return for each of {@link TaskMetrics#values}, in the same order
     */
    public Map<String, ConfidenceInterval> byClip(Task task, float[][] targets, float[][] predictions) {
        int[][] groups =
                IntStream.range(0, targets.length).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        return intervals(task, targets, predictions, groups);
    }

    /**
     * Intervals where speakers are drawn, each with all of their clips.
     *
     * @param task as in {@link TaskMetrics#of}
     * @param targets as there
     * @param predictions as there
     * @param speakers each clip's
     * @return for each of {@link TaskMetrics#values}, in the same order
     */
    public Map<String, ConfidenceInterval> bySpeaker(
            Task task, float[][] targets, float[][] predictions, List<String> speakers) {
        if (speakers.size() != targets.length) {
            throw new IllegalArgumentException("speakers of " + speakers.size() + " clips, of " + targets.length);
        }
        Map<String, IntStream.Builder> clips = new LinkedHashMap<>();
        for (int i = 0; i < targets.length; i++) {
            clips.computeIfAbsent(speakers.get(i), speaker -> IntStream.builder())
                    .add(i);
        }
        int[][] groups =
                clips.values().stream().map(clip -> clip.build().toArray()).toArray(int[][]::new);
        return intervals(task, targets, predictions, groups);
    }

    private Map<String, ConfidenceInterval> intervals(
            Task task, float[][] targets, float[][] predictions, int[][] groups) {
        Map<String, Double> estimates =
                TaskMetrics.of(task, targets, predictions).values();
        double[][] draws = new double[estimates.size()][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            int[] drawn = draw(groups, random);
            int metric = 0;
            for (double value : TaskMetrics.of(task, pick(targets, drawn), pick(predictions, drawn))
                    .values()
                    .values()) {
                draws[metric++][r] = value;
            }
        }
        Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
        estimates.forEach((name, estimate) -> intervals.put(name, interval(estimate, draws[intervals.size()])));
        return Collections.unmodifiableMap(intervals);
    }

    ConfidenceInterval interval(double estimate, double[] draws) {
        double tail = (1 - level) / 2;
        double[] ends = QUANTILE.evaluate(draws, tail, 1 - tail);
        return new ConfidenceInterval(ends[0], estimate, ends[1]);
    }

    private static int[] draw(int[][] groups, SplittableRandom random) {
        return IntStream.range(0, groups.length)
                .flatMap(i -> Arrays.stream(groups[random.nextInt(groups.length)]))
                .toArray();
    }

    private static float[][] pick(float[][] rows, int[] indices) {
        return Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(float[][]::new);
    }
}
