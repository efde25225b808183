package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.Summary;

/** What the masking experiment says of joint and unequal loss of modalities, and of the network's answer beside its single heads. */
final class MissingReport {
    private static final String NOTHING = "—";

    private final MaskingValues values;

    MissingReport(MaskingValues values) {
        this.values = values;
    }

    List<Report.Section> sections() {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(rates());
        if (!values.answers().isEmpty()) {
            sections.add(neverWorse());
            sections.add(answers());
        }
        sections.add(
                new Report.Paragraph(
                        "In the states below, whole modalities are missing. One trained network is measured in all of"
                                + " them, and its training knows of none, but for what training.presentation shows it (arXiv 2602.00811)."));
        sections.add(states(
                "subsets",
                "Each subset of the modalities is there, the same of every clip (the fixed conditions of MoMKE), and the mean over"
                        + " the subsets.",
                true));
        sections.add(states(
                "unequal-rates",
                "Each modality is missing at a rate of its own (MissBench, arXiv 2603.09874: shared where the rates are equal, else"
                        + " imbalanced), and no clip loses all. States of the same mean rate can be compared.",
                false));
        return sections;
    }

    /** All modalities at one rate, in one number each way. */
    private Report.Table rates() {
        List<List<String>> rows = new ArrayList<>();
        values.curves().forEach((curve, trials) -> {
            if (curve.modality().equals(MaskingCurve.EVERY)) {
                rows.add(List.of(
                        curve.model(),
                        curve.pattern() + ", " + curve.kind(),
                        ResultColumn.metricTitle(curve.metric()),
                        Summary.of(trials.stream().map(trial -> trial.get(0)).toList())
                                .text(),
                        Summary.of(trials.stream().map(MissingReport::mean).toList())
                                .text(),
                        Summary.of(trials.stream()
                                        .map(MaskingCurve::areaUnderCurve)
                                        .toList())
                                .text()));
            }
        });
        return new Report.Table(
                "every-modality",
                "Frames of every modality are taken away at one rate, 0 to 90 %: the mean over the ten rates, as Zhang et al. give it (LNLN, 2024),"
                        + " and the area under the curve (AUILC; Yuan et al., 2021), of which 0.9 times the mean height is the most.",
                List.of("model", "frames", "metric", "at 0 %", "mean over the rates", "AUILC"),
                rows);
    }

    private static double mean(List<Double> curve) {
        return curve.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Whether having several modalities is ever worse than having the better one. */
    private Report.Table neverWorse() {
        List<List<String>> rows = new ArrayList<>();
        values.answers().forEach((curve, trials) -> {
            List<String> row =
                    new ArrayList<>(List.of(curve.model(), curve.hidden(), ResultColumn.metricTitle(curve.metric())));
            for (AnswerValue.By by : List.of(AnswerValue.By.PAPER, AnswerValue.By.WEIGHTED)) {
                row.add(summary(trials.stream()
                        .map(trial -> AnswerValue.largestShortfall(trial, by, curve.metric()))
                        .toList()));
                row.add(summary(trials.stream()
                        .map(trial -> AnswerValue.meanShortfall(trial, by, curve.metric()))
                        .toList()));
            }
            rows.add(row);
        });
        return new Report.Table(
                "never-worse",
                "How far the network's answer falls below the better of its single heads at the same point, from 0 to 90 % of the frames missing (random"
                        + " frames, masked): the most, below 0 where it never does, and the mean of what it falls. With the paper's rule, and with"
                        + " weights that were fitted on the development set.",
                List.of(
                        "model",
                        "missing frames of",
                        "metric",
                        "the paper's fusion, most",
                        "mean",
                        "weighted fusion, most",
                        "mean, weighted"),
                rows);
    }

    private static String summary(List<OptionalDouble> trials) {
        List<Double> there = trials.stream()
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        return there.isEmpty() ? NOTHING : Summary.of(there).text();
    }

    /** The answers' curves in numbers. */
    private Report.Table answers() {
        List<String> header = new ArrayList<>(List.of("model", "missing frames of", "metric", "who answers"));
        MaskingCurve.shares().forEach(share -> header.add(Math.round(100 * share) + " %"));
        List<List<String>> rows = new ArrayList<>();
        values.answers().forEach((curve, trials) -> Arrays.stream(AnswerValue.By.values())
                .forEach(by -> {
                    List<String> row = new ArrayList<>(List.of(
                            curve.model(), curve.hidden(), ResultColumn.metricTitle(curve.metric()), by.toString()));
                    IntStream.range(0, MaskingCurve.LEVELS)
                            .forEach(level -> row.add(number(trials.stream()
                                    .mapToDouble(trial -> trial.get(level).of(by))
                                    .average()
                                    .orElse(Double.NaN))));
                    rows.add(row);
                }));
        return new Report.Table(
                "answers",
                "The answers where frames are missing (random frames, masked): means over the trials.",
                header,
                rows);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
    }

    private Report.Table states(String name, String caption, boolean isFixed) {
        Map<List<String>, List<List<AnswerValue>>> means = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        values.states().forEach((key, trials) -> {
            if (key.state().isFixed() == isFixed) {
                String metric = ResultColumn.metricTitle(key.metric());
                rows.add(List.of(
                        key.model(),
                        key.state().name(),
                        isFixed
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "%.0f %%",
                                        100 * key.state().meanRate()),
                        metric,
                        byTrial(trials, AnswerValue.By.PAPER),
                        byTrial(trials, AnswerValue.By.WEIGHTED)));
                means.computeIfAbsent(List.of(key.model(), metric), model -> new ArrayList<>())
                        .add(trials);
            }
        });
        if (isFixed) {
            means.forEach((key, states) -> rows.add(List.of(
                    key.get(0),
                    "mean of " + states.size(),
                    "",
                    key.get(1),
                    byTrial(over(states), AnswerValue.By.PAPER),
                    byTrial(over(states), AnswerValue.By.WEIGHTED))));
        }
        return new Report.Table(
                name,
                caption,
                List.of(
                        "model",
                        isFixed ? "there" : "missing",
                        "mean rate",
                        "metric",
                        "the paper's fusion",
                        "weighted fusion"),
                rows);
    }

    /** For each trial the mean over its states. */
    private static List<AnswerValue> over(List<List<AnswerValue>> states) {
        return IntStream.range(0, states.get(0).size())
                .mapToObj(trial -> new AnswerValue(
                        states.stream()
                                .mapToDouble(one -> one.get(trial).paper())
                                .average()
                                .orElse(Double.NaN),
                        states.stream()
                                .mapToDouble(one -> one.get(trial).weighted())
                                .average()
                                .orElse(Double.NaN),
                        Double.NaN))
                .toList();
    }

    private static String byTrial(List<AnswerValue> trials, AnswerValue.By by) {
        List<Double> there = trials.stream()
                .map(value -> value.of(by))
                .filter(value -> !value.isNaN())
                .toList();
        return there.isEmpty() ? NOTHING : Summary.of(there).text();
    }
}
