package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ConfidenceInterval;
import org.vavl.learning.metrics.Metric;
import org.vavl.learning.metrics.TaskMetrics;

/**
 * How good a model's answers are for a group of clips: those of a speaker, or those whose speakers have a sex.
 *
 * @param by what its clips have in common: who speaks, or of which gender
 * @param group whose clips they are
 * @param speakers how many spoke them
 * @param clips how many they are
 * @param values macro F1 and UAR of classes, CCC of attributes, by the measure's name
 * @param intervals of these by a bootstrap over the speakers; none of groups of fewer than {@value SpeakerIntervals#FEW_SPEAKERS}
 */
public record GroupEvaluation(
        String by,
        String group,
        int speakers,
        int clips,
        Map<String, Double> values,
        Map<String, ConfidenceInterval> intervals) {
    private static final String SPEAKER = "speaker";

    private static final Intervals NO_INTERVALS = (task, targets, predictions, speakers) -> Map.of();

    /** Of more speakers the text has the worst only. */
    private static final int MOST_LINES = 30;

    /** Copies the maps, whose order is kept. */
    public GroupEvaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }

    /**
     * Measures every group: the sexes, where the corpus knows any, then the speakers, where there are several.
     *
     * @param predictions of the clips
     * @param clips that were predicted for, in any order
     * @return without intervals
     */
    public static List<GroupEvaluation> of(Predictions predictions, List<Clip> clips) {
        return of(predictions, clips, NO_INTERVALS);
    }

    /** The same with intervals of groups of enough speakers. */
    public static List<GroupEvaluation> of(Predictions predictions, List<Clip> clips, Bootstrap bootstrap) {
        return of(predictions, clips, bootstrap::intervals);
    }

    /** Makes intervals of a group's measures, as {@link Bootstrap#intervals}. */
    @FunctionalInterface
    private interface Intervals {
        Map<String, ConfidenceInterval> of(Task task, float[][] targets, float[][] predictions, List<String> speakers);
    }

    private static List<GroupEvaluation> of(Predictions predictions, List<Clip> clips, Intervals around) {
        Map<String, String> genders = new TreeMap<>();
        clips.forEach(clip -> Optional.ofNullable(clip.traits().get(Clip.GENDER))
                .filter(gender -> !gender.isBlank())
                .ifPresent(gender -> genders.put(clip.id(), gender)));
        List<GroupEvaluation> groups = new ArrayList<>();
        groups(predictions, row -> Optional.ofNullable(genders.get(row.clip())))
                .forEach((gender, rows) -> groups.add(of(Clip.GENDER, gender, predictions.task(), rows, around)));
        Map<String, List<PredictionRow>> speakers = groups(predictions, row -> Optional.of(row.speaker()));
        if (speakers.size() > 1) {
            speakers.forEach(
                    (speaker, rows) -> groups.add(of(SPEAKER, speaker, predictions.task(), rows, NO_INTERVALS)));
        }
        return groups;
    }

    private static Map<String, List<PredictionRow>> groups(
            Predictions predictions, Function<PredictionRow, Optional<String>> group) {
        Map<String, List<PredictionRow>> groups = new TreeMap<>();
        predictions.rows().forEach(row -> group.apply(row)
                .ifPresent(name ->
                        groups.computeIfAbsent(name, none -> new ArrayList<>()).add(row)));
        return groups;
    }

    private static GroupEvaluation of(String by, String group, Task task, List<PredictionRow> rows, Intervals around) {
        float[][] targets = rows.stream().map(PredictionRow::target).toArray(float[][]::new);
        float[][] answers = rows.stream().map(PredictionRow::answer).toArray(float[][]::new);
        List<String> speakers = rows.stream().map(PredictionRow::speaker).toList();
        int different = (int) speakers.stream().distinct().count();
        TaskMetrics metrics = TaskMetrics.of(task, targets, answers);
        Map<String, ConfidenceInterval> all =
                different >= SpeakerIntervals.FEW_SPEAKERS ? around.of(task, targets, answers, speakers) : Map.of();
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
        for (Metric metric : measures(task)) {
            values.put(metric.key(), metrics.value(metric.key()));
            Optional.ofNullable(all.get(metric.key())).ifPresent(interval -> intervals.put(metric.key(), interval));
        }
        return new GroupEvaluation(by, group, different, rows.size(), values, intervals);
    }

    private static List<Metric> measures(Task task) {
        return task instanceof Task.Classification ? List.of(Metric.F1_MACRO, Metric.UAR) : List.of(Metric.CCC);
    }

    /** A line for each group; of many speakers the worst. Nothing if there are no groups. */
    public static String text(List<GroupEvaluation> groups) {
        if (groups.isEmpty()) {
            return "";
        }
        List<GroupEvaluation> shown = new ArrayList<>(groups);
        String first = groups.get(0).values().keySet().iterator().next();
        List<GroupEvaluation> speakers = groups.stream()
                .filter(group -> group.by().equals(SPEAKER))
                .sorted((one, other) -> Double.compare(
                        one.values().getOrDefault(first, 0.0), other.values().getOrDefault(first, 0.0)))
                .toList();
        String rest = "";
        if (speakers.size() > MOST_LINES) {
            shown.removeAll(speakers.subList(MOST_LINES, speakers.size()));
            rest = String.format(Locale.ROOT, "%d better speakers are not shown.%n", speakers.size() - MOST_LINES);
        }
        return table(shown) + rest;
    }

    private static String table(List<GroupEvaluation> groups) {
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("by", "group", "speakers", "clips"));
        groups.get(0)
                .values()
                .keySet()
                .forEach(key -> header.add(Metric.named(key).title()));
        table.add(header);
        for (GroupEvaluation group : groups) {
            List<String> cells = new ArrayList<>(List.of(
                    group.by(), group.group(), Integer.toString(group.speakers()), Integer.toString(group.clips())));
            group.values().forEach((key, value) -> {
                ConfidenceInterval around = group.intervals().get(key);
                cells.add(
                        around == null
                                ? String.format(Locale.ROOT, "%.3f", value)
                                : String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", value, around.low(), around.high()));
            });
            table.add(cells);
        }
        return table.toString();
    }
}
