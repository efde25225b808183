package org.vavl.learning.agreement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.PlainText;
import org.vavl.learning.evaluation.TextTable;
import org.vavl.learning.metrics.ConfidenceInterval;
import org.vavl.learning.metrics.ConfusionMatrix;

/** Agreement as text for people. */
public final class AgreementText {
    private static final int MOST_DIFFERENCES = 20;

    private AgreementText() {}

    /** All of it; of the differences the first twenty. */
    public static String of(Agreement agreement, double level) {
        StringBuilder text = new StringBuilder();
        Measured all = agreement.all();
        text.append(String.format(
                Locale.ROOT,
                "%d annotators, %d %s that two or more rated, %d that all did%n%n",
                all.annotators().size(),
                all.units(),
                agreement.unit(),
                all.complete()));
        List<Measured> rows = new ArrayList<>(List.of(all));
        if (agreement.pairs().size() > 1) {
            rows.addAll(agreement.pairs());
        }
        text.append(table(rows));
        boolean hasIntervals = rows.stream().anyMatch(row -> !row.intervals().isEmpty());
        if (hasIntervals) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nIntervals: %.0f %% of draws of %s, of which there are %d.%n",
                    100 * level,
                    agreement.cluster(),
                    agreement.clusters()));
        }
        for (int i = 0; i < agreement.confusions().size(); i++) {
            List<String> pair = agreement.pairs().get(i).annotators();
            text.append(String.format(
                    Locale.ROOT,
                    "%nRows %s, columns %s:%n%s",
                    PlainText.line(pair.get(0)),
                    PlainText.line(pair.get(1)),
                    counts(agreement.confusions().get(i))));
        }
        return text.append(differences(agreement)).toString();
    }

    private static String table(List<Measured> rows) {
        Set<String> measures = new LinkedHashSet<>();
        rows.forEach(row -> measures.addAll(row.values().keySet()));
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("measure"));
        for (int i = 0; i < rows.size(); i++) {
            header.add(
                    i == 0
                            ? "all"
                            : PlainText.line(String.join(" – ", rows.get(i).annotators())));
        }
        table.add(header);
        for (String measure : measures) {
            List<String> cells = new ArrayList<>(List.of(measure));
            rows.forEach(row -> cells.add(cell(row, measure)));
            table.add(cells);
        }
        return table.toString();
    }

    private static String cell(Measured row, String measure) {
        Optional<Double> value = Optional.ofNullable(row.values().get(measure));
        Optional<ConfidenceInterval> interval =
                Optional.ofNullable(row.intervals().get(measure));
        return value.map(number -> String.format(Locale.ROOT, "%.3f", number)
                        + interval.map(ends -> String.format(Locale.ROOT, " (%.3f to %.3f)", ends.low(), ends.high()))
                                .orElse(""))
                .orElse("–");
    }

    private static String counts(ConfusionMatrix matrix) {
        List<String> classes = matrix.classes().stream().map(PlainText::line).toList();
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(classes);
        table.add(header);
        for (int row = 0; row < matrix.size(); row++) {
            List<String> cells = new ArrayList<>(List.of(classes.get(row)));
            for (int column = 0; column < matrix.size(); column++) {
                cells.add(Long.toString(matrix.count(row, column)));
            }
            table.add(cells);
        }
        return table.toString();
    }

    private static String differences(Agreement agreement) {
        List<Difference> differences = agreement.differences();
        if (differences.isEmpty()) {
            return String.format(Locale.ROOT, "%nThey differ nowhere.%n");
        }
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("where", "begin", "end"));
        agreement.all().annotators().forEach(name -> header.add(PlainText.line(name)));
        table.add(header);
        differences.stream().limit(MOST_DIFFERENCES).forEach(difference -> {
            boolean isTimed = difference.end() > 0;
            List<String> cells = new ArrayList<>(List.of(
                    PlainText.line(difference.name()),
                    isTimed ? String.format(Locale.ROOT, "%.3f", difference.begin()) : "",
                    isTimed ? String.format(Locale.ROOT, "%.3f", difference.end()) : ""));
            difference.values().forEach(value -> cells.add(value.isEmpty() ? "–" : PlainText.line(value)));
            table.add(cells);
        });
        int more = differences.size() - MOST_DIFFERENCES;
        return String.format(Locale.ROOT, "%nWhere they differ:%n%s", table)
                + (more > 0
                        ? String.format(
                                Locale.ROOT,
                                "… and %d more, which --differences FILE.csv and --format json list%n",
                                more)
                        : "");
    }
}
