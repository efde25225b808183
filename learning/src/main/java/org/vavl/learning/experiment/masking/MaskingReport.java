package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.Summary;
import org.vavl.learning.masking.FrameMasking;
import org.vavl.learning.plot.Series;
import org.vavl.learning.plot.SeriesPanel;
import org.vavl.learning.plot.SeriesPlot;

/** What masking measured, as pictures and tables. */
final class MaskingReport {
    private static final String NOTHING = "—";

    private final MaskingValues values;
    private final String joint;

    /** @param joint the name of the head for all modalities */
    MaskingReport(MaskingValues values, String joint) {
        this.values = values;
        this.joint = joint;
    }

    Report.Section introduction() {
        return new Report.Paragraph(
                "Frames of one modality, of several or of every one at the same rate, are taken away from the test clips that have all: each by itself (random"
                        + " frames, as the paper does) or neighbouring ones (one block); zeroed, which are frames that count, as the paper"
                        + " does, or masked, as missing frames. The " + joint + " head answers.");
    }

    /** One picture for each metric, modality and pattern: all networks, zeroed beside masked. */
    List<Report.Section> figures() {
        Map<List<String>, List<MaskingCurve>> pictures = new LinkedHashMap<>();
        values.curves().keySet().forEach(curve -> pictures.computeIfAbsent(
                        List.of(
                                curve.metric(),
                                curve.modality(),
                                curve.pattern().toString()),
                        key -> new ArrayList<>())
                .add(curve));
        return pictures.entrySet().stream()
                .map(picture -> (Report.Section) figure(picture.getKey(), picture.getValue()))
                .toList();
    }

    /** One scale for a metric, so that all its pictures can be compared. */
    private SeriesPanel.Heights heights(String metric) {
        return SeriesPanel.Heights.of(values.curves().keySet().stream()
                .filter(curve -> curve.metric().equals(metric))
                .map(this::series));
    }

    private Report.Figure figure(List<String> about, List<MaskingCurve> curves) {
        String metric = ResultColumn.metricTitle(about.get(0));
        List<SeriesPanel> panels = Arrays.stream(FrameMasking.Kind.values())
                .map(kind -> SeriesPanel.curves(
                        about.get(1) + ": " + about.get(2) + ", " + kind,
                        new SeriesPanel.Axes("frames taken away, %", metric + ", " + joint),
                        curves.stream()
                                .filter(curve -> curve.kind() == kind)
                                .map(this::series)
                                .toList(),
                        List.of()))
                .map(panel -> panel.withHeights(heights(about.get(0))))
                .toList();
        return new Report.Figure(
                Report.fileName(String.join(" ", about)),
                metric + " of the " + joint + " head where " + frames(about.get(1)) + " are missing, " + about.get(2)
                        + "; means over the trials.",
                new SeriesPlot(panels));
    }

    private static String frames(String hidden) {
        return hidden.equals(MaskingCurve.EVERY) ? "frames of " + hidden : hidden + " frames";
    }

    private Series series(MaskingCurve curve) {
        return new Series(
                curve.model(),
                MaskingCurve.shares().stream().map(share -> 100 * share).toList(),
                means(curve));
    }

    private List<Double> means(MaskingCurve curve) {
        List<List<Double>> trials = trials(curve);
        return Stream.iterate(0, level -> level + 1)
                .limit(MaskingCurve.LEVELS)
                .map(level -> Summary.of(
                                trials.stream().map(trial -> trial.get(level)).toList())
                        .mean())
                .toList();
    }

    private List<List<Double>> trials(MaskingCurve curve) {
        return values.curves().getOrDefault(curve, List.of());
    }

    /** One number of robustness for each network and each way of losing frames. */
    Report.Table areas() {
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        values.curves().keySet().forEach(curve -> rows.computeIfAbsent(
                        List.of(curve.model(), curve.modality(), ResultColumn.metricTitle(curve.metric())),
                        key -> new ArrayList<>(key))
                .add(Summary.of(trials(curve).stream().map(MaskingCurve::area).toList())
                        .text()));
        List<String> header = new ArrayList<>(List.of("model", "modality", "metric"));
        Arrays.stream(FrameMasking.Kind.values()).forEach(kind -> Arrays.stream(FrameMasking.Pattern.values())
                .forEach(pattern -> header.add(pattern + ", " + kind)));
        return new Report.Table(
                "areas",
                "Area under each curve, over its width: the mean height from 0 to 90 % of the frames taken away. Mean ± standard deviation"
                        + " over the trials.",
                header,
                List.copyOf(rows.values()));
    }

    /** What is left without a whole modality. */
    Report.Table withoutModality() {
        List<List<String>> rows = new ArrayList<>();
        values.curves().keySet().stream()
                .filter(curve -> curve.kind() == FrameMasking.Kind.ZEROED)
                .filter(curve -> curve.pattern() == FrameMasking.Pattern.RANDOM)
                .filter(curve -> !curve.modality().equals(MaskingCurve.EVERY))
                .forEach(curve -> rows.add(List.of(
                        curve.model(),
                        curve.modality(),
                        ResultColumn.metricTitle(curve.metric()),
                        Summary.of(trials(curve).stream()
                                        .map(trial -> trial.get(0))
                                        .toList())
                                .text(),
                        without(curve, FrameMasking.Kind.ZEROED),
                        without(curve, FrameMasking.Kind.MASKED))));
        return new Report.Table(
                "whole-modalities",
                "A whole modality is taken away: zeroed, where the " + joint
                        + " head answers as before, or not there, where the"
                        + " heads of the others answer; — where a network has none.",
                List.of("model", "without", "metric", "everything there", "zeroed", "not there"),
                rows);
    }

    private String without(MaskingCurve curve, FrameMasking.Kind kind) {
        MaskingValues.Gone gone = new MaskingValues.Gone(curve.model(), curve.modality(), kind, curve.metric());
        List<Double> trials = values.withoutModality().getOrDefault(gone, List.of());
        return trials.isEmpty() ? NOTHING : Summary.of(trials).text();
    }

    /** All curves in numbers. */
    Report.Table curves() {
        List<String> header = new ArrayList<>(List.of("model", "modality", "frames", "metric"));
        MaskingCurve.shares().forEach(share -> header.add(Math.round(100 * share) + " %"));
        List<List<String>> rows = new ArrayList<>();
        values.curves().keySet().forEach(curve -> {
            List<String> row = new ArrayList<>(List.of(
                    curve.model(),
                    curve.modality(),
                    curve.pattern() + ", " + curve.kind(),
                    ResultColumn.metricTitle(curve.metric())));
            means(curve).forEach(mean -> row.add(String.format(Locale.ROOT, "%.3f", mean)));
            rows.add(row);
        });
        return new Report.Table("curves", "All curves: means over the trials.", header, rows);
    }
}
