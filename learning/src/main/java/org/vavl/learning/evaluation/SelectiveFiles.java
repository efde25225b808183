package org.vavl.learning.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.CsvCell;
import org.vavl.learning.metrics.RiskCoverage;
import org.vavl.learning.plot.Series;
import org.vavl.learning.plot.SeriesPanel;
import org.vavl.learning.plot.SeriesPlot;

/** Curves of risk against coverage as a table and as a picture, and their areas as text. */
public final class SelectiveFiles {
    private static final int MOST_POINTS = 400;

    private SelectiveFiles() {}

    /**
     * Writes a table with the columns {@code head}, {@code threshold}, {@code coverage} and {@code risk}: a line for each confidence that occurs.
     *
     * @throws org.vavl.core.VavlException if it cannot be written
     */
    public static void writeTable(Path file, SelectiveEvaluation evaluation) {
        StringBuilder table = new StringBuilder("head,threshold,coverage,risk\r\n");
        evaluation.heads().forEach(head -> head.points().forEach(point -> table.append(CsvCell.write(head.head()))
                .append(',')
                .append(point.threshold())
                .append(',')
                .append(point.coverage())
                .append(',')
                .append(point.risk())
                .append("\r\n")));
        AtomicFile.write(file, table.toString());
    }

    /**
     * Draws a curve for each head and for the answer.
     *
     * @param title of the picture
     * @throws org.vavl.core.VavlException if it cannot be drawn here or written
     */
    public static void draw(Path file, String title, SelectiveEvaluation evaluation) {
        List<Series> curves = evaluation.heads().stream()
                .map(head -> {
                    List<RiskCoverage.Point> points = some(head.points());
                    return new Series(
                            head.head(),
                            points.stream().map(RiskCoverage.Point::coverage).toList(),
                            points.stream().map(RiskCoverage.Point::risk).toList());
                })
                .toList();
        new SeriesPlot(List.of(SeriesPanel.curves(
                        title,
                        new SeriesPanel.Axes("coverage: share of clips answered", "risk: share of these that is wrong"),
                        curves,
                        List.of())))
                .write(file);
    }

    /** Not more than a picture can show, the last one among them. */
    private static List<RiskCoverage.Point> some(List<RiskCoverage.Point> points) {
        List<RiskCoverage.Point> some = new ArrayList<>();
        int step = 1 + points.size() / MOST_POINTS;
        for (int i = points.size() - 1; i >= 0; i -= step) {
            some.add(0, points.get(i));
        }
        return some;
    }

    /** The areas, a line for each head and for the answer, and what the model is sure of. */
    public static String text(SelectiveEvaluation evaluation) {
        TextTable table = new TextTable();
        table.add(List.of("head", "clips", "ECE", "AURC", "excess AURC", "wrong at half coverage"));
        for (SelectiveEvaluation.HeadRisk head : evaluation.heads()) {
            table.add(List.of(
                    head.head(),
                    Integer.toString(head.clips()),
                    number(head.expectedCalibrationError()),
                    number(head.areaUnderRiskCoverage()),
                    number(head.excessArea()),
                    number(head.points().stream()
                            .filter(point -> point.coverage() >= 0.5)
                            .findFirst()
                            .orElseThrow()
                            .risk())));
        }
        return table + evaluation.sure().map(SelectiveFiles::text).orElse("");
    }

    private static String text(SelectiveEvaluation.SureAnswers sure) {
        return String.format(
                Locale.ROOT,
                "%nThe model is sure of %.1f %% of the %d answers; of these %.1f %% are wrong, of all %.1f %%. Why it is not sure of the others: %s.%n",
                100 * sure.coverage(),
                sure.clips(),
                100 * sure.risk(),
                100 * sure.riskOfAll(),
                String.join(
                        ", ",
                        sure.reasons().entrySet().stream()
                                .map(reason -> reason.getKey() + " " + reason.getValue())
                                .toList()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
