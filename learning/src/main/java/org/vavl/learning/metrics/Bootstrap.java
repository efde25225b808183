package org.vavl.learning.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.vavl.core.clip.Task;

/**
 * Percentile bootstrap intervals: speakers are drawn again, with replacement, as many as there are, each with all of their clips; the interval
 * holds the middle part of the measures of these draws. The clips of a speaker resemble each other, so that the number of speakers is what
 * limits how far a result carries. With few speakers such intervals are too narrow.
 *
 * <p>A draw that lacks a class of the whole sample is drawn anew, and averages over classes are over those of the whole sample, so that every
 * draw measures the same as the estimate. A class that only one speaker has cannot vary from draw to draw: its own measures have no
 * interval.
 *
 * <p>Source: Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13; of clusters, Davison and Hinkley, "Bootstrap methods
 * and their application", 1997, section 3.8; quantiles are interpolated linearly (Hyndman and Fan's definition 7, numpy's default).
 *
 * @param resamples how many draws, at least 100
 * @param level the share of draws within the interval, between 0 and 1
 * @param seed of the draws; the same seed gives the same intervals
 */
public record Bootstrap(int resamples, double level, long seed) {
    /** The fewest draws of which intervals are made. */
    public static final int FEWEST = 100;

    private static final int USUAL = 2000;
    private static final double USUAL_LEVEL = 0.95;

    /** How many draws are tried for one that has all classes, on the average. */
    private static final int MOST_TRIES = 50;

    private static final Quantile QUANTILE = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    /** Checks the numbers. */
    public Bootstrap {
        if (resamples < FEWEST || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a bootstrap of " + resamples + " resamples at level " + level
                    + ": needs at least " + FEWEST + ", and a level between 0 and 1");
        }
    }

    /** 2,000 draws of seed 1, 95 per cent. */
    public static Bootstrap defaults() {
        return new Bootstrap(USUAL, USUAL_LEVEL, 1);
    }

    /** The same with so many draws. */
    public Bootstrap withResamples(int number) {
        return new Bootstrap(number, level, seed);
    }

    /**
     * Intervals of measures.
     *
     * @param task as in {@link TaskMetrics#of}
     * @param targets as there
     * @param predictions as there
     * @param speakers each clip's
     * @return for each of {@link TaskMetrics#values} that has one, in the same order; none where there is but one speaker, or hardly a draw has all
     *     classes
     */
    public Map<String, ConfidenceInterval> intervals(
            Task task, float[][] targets, float[][] predictions, List<String> speakers) {
        if (speakers.size() != targets.length) {
            throw new IllegalArgumentException("speakers of " + speakers.size() + " clips, of " + targets.length);
        }
        TaskMetrics whole = TaskMetrics.of(task, targets, predictions);
        int[][] groups = groups(speakers);
        SampleClasses classes = SampleClasses.of(whole, targets, speakers);
        List<Map<String, Double>> draws = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (long tries = 0; draws.size() < resamples && tries < (long) MOST_TRIES * resamples; tries++) {
            int[] drawn = draw(groups, random);
            float[][] drawnTargets = pick(targets, drawn);
            if (groups.length > 1 && classes.areAllIn(drawnTargets)) {
                draws.add(classes.overAll(Measuring.of(task, drawnTargets, pick(predictions, drawn))));
            }
        }
        return draws.size() < resamples ? Map.of() : intervals(whole.values(), draws, classes);
    }

    private Map<String, ConfidenceInterval> intervals(
            Map<String, Double> estimates, List<Map<String, Double>> draws, SampleClasses classes) {
        Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
        estimates.forEach((name, estimate) -> {
            if (!classes.isOfOneSpeaker(name)) {
                double[] values = draws.stream()
                        .mapToDouble(draw -> draw.getOrDefault(name, 0.0))
                        .toArray();
                intervals.put(name, interval(estimate, values));
            }
        });
        return Collections.unmodifiableMap(intervals);
    }

    /** The interval that holds the middle part of the measures of draws, at least one. */
    public ConfidenceInterval interval(double estimate, double[] draws) {
        double tail = (1 - level) / 2;
        double[] ends = QUANTILE.evaluate(draws, tail, 1 - tail);
        return new ConfidenceInterval(ends[0], estimate, ends[1]);
    }

    private static int[][] groups(List<String> speakers) {
        Map<String, IntStream.Builder> clips = new LinkedHashMap<>();
        for (int i = 0; i < speakers.size(); i++) {
            clips.computeIfAbsent(speakers.get(i), speaker -> IntStream.builder())
                    .add(i);
        }
        return clips.values().stream().map(clip -> clip.build().toArray()).toArray(int[][]::new);
    }

    private static int[] draw(int[][] groups, SplittableRandom random) {
        return IntStream.range(0, groups.length)
                .flatMap(i -> Arrays.stream(groups[random.nextInt(groups.length)]))
                .toArray();
    }

    private static float[][] pick(float[][] rows, int[] indices) {
        return Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(float[][]::new);
    }

    /**
     * The classes that the whole sample has.
     *
     * @param truth the indices of those that are true of a clip; none for attributes
     * @param occurring how many are true of a clip or answered, over which averages are
     * @param ofOneSpeaker the names of those that not more than one speaker has
     */
    private record SampleClasses(Set<Integer> truth, int occurring, Set<String> ofOneSpeaker) {
        private static final List<Metric> AVERAGES =
                List.of(Metric.F1_MACRO, Metric.PRECISION_MACRO, Metric.RECALL_MACRO);

        static SampleClasses of(TaskMetrics whole, float[][] targets, List<String> speakers) {
            if (!(whole instanceof ClassificationMetrics metrics)) {
                return new SampleClasses(Set.of(), 0, Set.of());
            }
            int[] truth = Probabilities.largest(targets);
            ConfusionMatrix confusion = metrics.confusion();
            Set<String> ofOne = new HashSet<>();
            for (int c = 0; c < confusion.size(); c++) {
                int label = c;
                long having = IntStream.range(0, truth.length)
                        .filter(i -> truth[i] == label)
                        .mapToObj(speakers::get)
                        .distinct()
                        .count();
                if (having <= 1) {
                    ofOne.add(confusion.classes().get(c));
                }
            }
            return new SampleClasses(present(targets), confusion.occurring(), ofOne);
        }

        private static Set<Integer> present(float[][] targets) {
            Set<Integer> present = new HashSet<>();
            for (int label : Probabilities.largest(targets)) {
                present.add(label);
            }
            return present;
        }

        boolean areAllIn(float[][] targets) {
            return truth.isEmpty() || present(targets).size() == truth.size();
        }

        boolean isOfOneSpeaker(String metric) {
            int dot = metric.indexOf('.');
            return dot >= 0 && ofOneSpeaker.contains(metric.substring(dot + 1));
        }

        /** A draw's measures, averages over all classes of the sample: those that a draw neither has nor answers count with 0. */
        Map<String, Double> overAll(TaskMetrics draw) {
            Map<String, Double> values = new LinkedHashMap<>(draw.values());
            if (draw instanceof ClassificationMetrics metrics && occurring > 0) {
                double share = (double) metrics.confusion().occurring() / occurring;
                AVERAGES.forEach(average -> values.computeIfPresent(average.key(), (name, value) -> value * share));
            }
            return values;
        }
    }
}
