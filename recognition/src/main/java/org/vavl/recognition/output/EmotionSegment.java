package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;

/**
 * A part of a recording in which the same is said: a run of windows of the same emotion, or one window where values of attributes are said.
 *
 * @param begin in seconds
 * @param end in seconds
 * @param values the mean over its windows, C of them
 * @param unsure whether the model is not sure of it
 */
public record EmotionSegment(double begin, double end, List<Double> values, boolean unsure) {
    /** What stands in place of an emotion of which the model is not sure. */
    public static final String NOT_SURE = "not sure";

    /** One of which the model is sure, or cannot tell. */
    public EmotionSegment(double begin, double end, List<Double> values) {
        this(begin, end, values, false);
    }

    /** The whole recording as one. */
    public static EmotionSegment ofWhole(Recognition answer) {
        return new EmotionSegment(
                0,
                answer.seconds(),
                answer.prediction().outputs(),
                answer.unsure().isPresent());
    }

    /** Those of the answer. */
    public static List<EmotionSegment> ofPrediction(Recognition answer) {
        return of(answer, prediction -> Optional.of(prediction.outputs()), prediction -> prediction
                .unsure()
                .isPresent());
    }

    /** Those of one head, where it applies. */
    public static List<EmotionSegment> ofHead(Recognition answer, String head) {
        return of(answer, prediction -> Optional.ofNullable(prediction.heads().get(head)), any -> false);
    }

    private static List<EmotionSegment> of(
            Recognition answer, Function<Prediction, Optional<List<Double>>> said, Predicate<Prediction> isUnsure) {
        boolean classes = answer.task() instanceof Task.Classification;
        List<Run> runs = new ArrayList<>();
        boolean broken = true;
        for (WindowSpan stretch : WindowSpan.of(answer.windows())) {
            Optional<List<Double>> values = stretch.window().prediction().flatMap(said);
            if (values.isPresent()) {
                boolean unsure = stretch.window().prediction().filter(isUnsure).isPresent();
                boolean goesOn = !broken
                        && classes
                        && runs.get(runs.size() - 1).isFollowedBy(stretch, unsure, largest(values.get()));
                if (!goesOn) {
                    runs.add(new Run(stretch.begin(), unsure));
                }
                runs.get(runs.size() - 1).add(stretch.end(), values.get());
            }
            broken = values.isEmpty();
        }
        return runs.stream().map(Run::segment).toList();
    }

    /** Windows that become one segment. Their mean is found once, at their end, since they may be all of a long recording. */
    private static final class Run {
        private final double begin;
        private final boolean unsure;
        private final List<List<Double>> values = new ArrayList<>();
        private double end;

        Run(double begin, boolean unsure) {
            this.begin = begin;
            this.unsure = unsure;
        }

        void add(double newEnd, List<Double> more) {
            end = newEnd;
            values.add(more);
        }

        /** Whether a stretch goes on with the same: with the same class, or without being sure of any. */
        boolean isFollowedBy(WindowSpan stretch, boolean otherIsUnsure, int otherClass) {
            return end == stretch.begin()
                    && unsure == otherIsUnsure
                    && (unsure || largest(values.get(0)) == otherClass);
        }

        EmotionSegment segment() {
            return new EmotionSegment(begin, end, mean(values), unsure);
        }
    }

    private static List<Double> mean(List<List<Double>> values) {
        return IntStream.range(0, values.get(0).size())
                .mapToObj(c ->
                        values.stream().mapToDouble(one -> one.get(c)).average().orElseThrow())
                .toList();
    }

    /** Which output is the largest, from 0. */
    public int largest() {
        return largest(values);
    }

    /** The largest output in percent; of a segment that the model is not sure of the two largest, with their names. */
    public String percent(Task task) {
        return unsure ? topTwo(task, "", ", ") : String.format(Locale.ROOT, "%.0f", 100 * values.get(largest()));
    }

    private String topTwo(Task task, String unit, String joint) {
        return IntStream.range(0, values.size())
                .boxed()
                .sorted((one, other) -> Double.compare(values.get(other), values.get(one)))
                .limit(2)
                .map(c -> String.format(
                        Locale.ROOT, "%s %.0f%s", task.outputNames().get(c), 100 * values.get(c), unit))
                .collect(Collectors.joining(joint));
    }

    static int largest(List<Double> values) {
        return IntStream.range(0, values.size())
                .reduce((best, c) -> values.get(c) > values.get(best) ? c : best)
                .orElseThrow();
    }

    /** The class, or that the model is not sure of it, or all values with their names. */
    public String label(Task task) {
        if (unsure) {
            return NOT_SURE;
        }
        List<String> names = task.outputNames();
        return task instanceof Task.Classification
                ? names.get(largest())
                : IntStream.range(0, names.size())
                        .mapToObj(c -> String.format(Locale.ROOT, "%s %.2f", names.get(c), values.get(c)))
                        .collect(Collectors.joining(", "));
    }

    /** The label, with its probability in percent where it is a class, or with the two most probable classes. */
    public String labelWithProbability(Task task) {
        if (unsure) {
            return NOT_SURE + ": " + topTwo(task, " %", " or ");
        }
        return task instanceof Task.Classification ? label(task) + " " + percent(task) + " %" : label(task);
    }
}
