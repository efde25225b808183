package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vavl.core.Counted;
import org.vavl.learning.metrics.AttributeMetrics;
import org.vavl.learning.metrics.ChanceLevels;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.ConfidenceInterval;
import org.vavl.learning.metrics.ConfusionMatrix;
import org.vavl.learning.metrics.Metric;
import org.vavl.learning.metrics.RegressionMetrics;
import org.vavl.learning.metrics.SentimentMetrics;
import org.vavl.learning.metrics.TaskMetrics;

/** Evaluations as text for people, three digits after the point. */
public final class EvaluationText {
    private static final List<Metric> OF_CLASSES = List.of(
            Metric.ACCURACY,
            Metric.F1_MACRO,
            Metric.F1_MICRO,
            Metric.PRECISION_MACRO,
            Metric.RECALL_MACRO,
            Metric.UAR,
            Metric.LOG_LOSS,
            Metric.EXPECTED_CALIBRATION_ERROR);
    private static final List<Metric> OF_ATTRIBUTES = List.of(Metric.CCC, Metric.PEARSON, Metric.MAE, Metric.RMSE);
    private static final List<Metric> OF_SENTIMENT = List.of(
            Metric.ACC2_NON_NEGATIVE, Metric.F1_NON_NEGATIVE, Metric.ACC2_NON_ZERO, Metric.F1_NON_ZERO, Metric.ACC7);

    private EvaluationText() {}

    /** What was evaluated, a table with a line for each head and for the answer, and the chance level. */
    public static String table(Evaluation evaluation) {
        Evaluation.Subject subject = evaluation.subject();
        String counts = evaluation.clipsByModalities().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        TextTable table = new TextTable();
        Map<String, String> columns = columns(evaluation.answer());
        table.add(header(columns, "clips"));
        for (HeadEvaluation head : evaluation.all()) {
            List<String> cells = new ArrayList<>(List.of(head.head(), Integer.toString(head.clips())));
            columns.keySet().forEach(name -> cells.add(number(head.metrics().value(name))));
            table.add(cells);
        }
        return subject.model() + " on " + subject.corpus() + ", " + subject.part() + ": "
                + Counted.of(evaluation.answer().clips(), "clip") + " (" + counts + ")\n\n" + table + "\n"
                + chance(evaluation.answer()) + "\n";
    }

    /** What calibration does to each head: a line for each, none if the model has no calibration. */
    public static String calibration(List<CalibrationEffect> effects) {
        TextTable table = new TextTable();
        table.add(List.of("head", "clips", "temperature", "ECE before", "after", "log loss before", "after"));
        for (CalibrationEffect effect : effects) {
            table.add(List.of(
                    effect.head(),
                    Integer.toString(effect.clips()),
                    number(effect.temperature()),
                    number(effect.before()),
                    number(effect.after()),
                    number(effect.logLossBefore()),
                    number(effect.logLossAfter())));
        }
        return effects.isEmpty() ? "" : table.toString();
    }

    /** The interval of each measure that has one: a line for each head and for the answer; nothing where none were asked for. */
    public static String intervals(Evaluation evaluation) {
        SpeakerIntervals intervals = evaluation.intervals();
        if (intervals.heads().isEmpty()) {
            return "";
        }
        Map<String, String> columns = columns(evaluation.answer());
        TextTable table = new TextTable();
        table.add(header(columns, "clips"));
        boolean any = false;
        for (HeadEvaluation head : evaluation.all()) {
            List<String> cells = new ArrayList<>(List.of(head.head(), Integer.toString(head.clips())));
            for (String name : columns.keySet()) {
                ConfidenceInterval interval = intervals.of(head.head()).get(name);
                any |= interval != null;
                cells.add(interval == null ? "—" : number(interval.low()) + "–" + number(interval.high()));
            }
            table.add(cells);
        }
        String over = String.format(
                Locale.ROOT,
                "%.0f %% intervals by %d bootstrap draws of the %d speakers",
                100 * intervals.level(),
                intervals.resamples(),
                intervals.speakers());
        if (!any) {
            return "No " + over + ": too few speakers, or classes that too few of them have.\n";
        }
        boolean few = intervals.speakers() < SpeakerIntervals.FEW_SPEAKERS;
        return over + (few ? ", who are few: the intervals are too narrow" : "") + ":\n\n" + table;
    }

    /** How often each class was called which one: a row for each true class with its recall, a column for each answered one. */
    public static String confusion(ConfusionMatrix confusion) {
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("true \\ answered"));
        header.addAll(confusion.classes());
        header.add("recall");
        table.add(header);
        for (int t = 0; t < confusion.size(); t++) {
            List<String> cells = new ArrayList<>(List.of(confusion.classes().get(t)));
            for (int p = 0; p < confusion.size(); p++) {
                cells.add(Long.toString(confusion.count(t, p)));
            }
            cells.add(number(confusion.recall(t)));
            table.add(cells);
        }
        return table.toString();
    }

    /** Names of values in the table, and the columns' titles. */
    private static Map<String, String> columns(TaskMetrics metrics) {
        if (metrics instanceof ClassificationMetrics) {
            return titles(OF_CLASSES);
        }
        Map<String, String> columns = titles(OF_ATTRIBUTES);
        if (metrics instanceof RegressionMetrics regression
                && regression.attributes().size() > 1) {
            for (Metric metric : List.of(Metric.CCC, Metric.MAE)) {
                for (AttributeMetrics attribute : regression.attributes()) {
                    columns.put(metric.of(attribute.name()), metric.title() + " " + attribute.name());
                }
            }
        } else if (metrics instanceof SentimentMetrics) {
            columns.putAll(titles(OF_SENTIMENT));
        }
        return columns;
    }

    private static Map<String, String> titles(List<Metric> metrics) {
        Function<Metric, String> title = Metric::title;
        return metrics.stream().collect(Collectors.toMap(Metric::key, title, (a, b) -> a, LinkedHashMap::new));
    }

    private static List<String> header(Map<String, String> columns, String counted) {
        List<String> header = new ArrayList<>(List.of("head", counted));
        header.addAll(columns.values());
        return header;
    }

    private static String chance(TaskMetrics metrics) {
        if (metrics instanceof ClassificationMetrics classification) {
            ChanceLevels chance = ChanceLevels.of(classification.confusion());
            return "Chance: UAR " + number(chance.averageRecall())
                    + "; always answering the most frequent class: accuracy " + number(chance.majorityAccuracy())
                    + ", F1 macro " + number(chance.majorityF1Macro()) + ".";
        }
        String constant = "Chance: CCC and Pearson 0";
        if (metrics instanceof SentimentMetrics sentiment) {
            return constant + "; always answering the most frequent class: Acc-2 neg/non-neg "
                    + majority(sentiment.nonNegative()) + ", neg/pos "
                    + majority(sentiment.nonZero()) + ", Acc-7 "
                    + majority(sentiment.sevenClasses()) + ".";
        }
        return constant + ".";
    }

    private static String majority(ConfusionMatrix confusion) {
        return number(ChanceLevels.of(confusion).majorityAccuracy());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
