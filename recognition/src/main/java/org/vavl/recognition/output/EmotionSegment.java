package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
 */
public record EmotionSegment(double begin, double end, List<Double> values) {
    /** The whole recording as one. */
    static EmotionSegment ofWhole(Recognition answer) {
        return new EmotionSegment(0, answer.seconds(), answer.prediction().outputs());
    }

    /** Those of the answer. */
    static List<EmotionSegment> ofPrediction(Recognition answer) {
        return of(answer, prediction -> Optional.of(prediction.outputs()));
    }

    /** Those of one head, where it applies. */
    static List<EmotionSegment> ofHead(Recognition answer, String head) {
        return of(answer, prediction -> Optional.ofNullable(prediction.heads().get(head)));
    }

    private static List<EmotionSegment> of(Recognition answer, Function<Prediction, Optional<List<Double>>> said) {
        List<EmotionSegment> episodes = new ArrayList<>();
        List<List<Double>> together = new ArrayList<>();
        for (WindowSpan stretch : WindowSpan.of(answer.windows())) {
            Optional<List<Double>> values = stretch.window().prediction().flatMap(said);
            if (values.isEmpty()) {
                together.clear();
                continue;
            }
            boolean goesOn = !together.isEmpty()
                    && episodes.get(episodes.size() - 1).end() == stretch.begin()
                    && answer.task() instanceof Task.Classification
                    && largest(together.get(0)) == largest(values.get());
            if (!goesOn) {
                together.clear();
            }
            together.add(values.get());
            double begin = goesOn ? episodes.remove(episodes.size() - 1).begin() : stretch.begin();
            episodes.add(new EmotionSegment(begin, stretch.end(), mean(together)));
        }
        return episodes;
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

    /** The largest output in percent. */
    public String percent() {
        return String.format(Locale.ROOT, "%.0f", 100 * values.get(largest()));
    }

    static int largest(List<Double> values) {
        return IntStream.range(0, values.size())
                .reduce((best, c) -> values.get(c) > values.get(best) ? c : best)
                .orElseThrow();
    }

    /** The class, or all values with their names. */
    public String label(Task task) {
        List<String> names = task.outputNames();
        return task instanceof Task.Classification
                ? names.get(largest())
                : IntStream.range(0, names.size())
                        .mapToObj(c -> String.format(Locale.ROOT, "%s %.2f", names.get(c), values.get(c)))
                        .collect(Collectors.joining(", "));
    }

    /** The label, with its probability in percent where it is a class. */
    String labelWithProbability(Task task) {
        return task instanceof Task.Classification ? label(task) + " " + percent() + " %" : label(task);
    }
}
