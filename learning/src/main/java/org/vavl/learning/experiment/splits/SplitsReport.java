package org.vavl.learning.experiment.splits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.PredictionRow;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.evaluation.SpeakerIntervals;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.ReproductionSection;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ConfidenceInterval;
import org.vavl.learning.metrics.TaskMetrics;

/** One table: a row for each split. */
final class SplitsReport {
    private final Study study;
    private final String model;
    private final Map<String, String> impossible;
    private final List<String> metrics;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param impossible why a split cannot be made, by its name */
    SplitsReport(Study study, String model, Map<String, String> impossible) {
        this.study = study;
        this.model = model;
        this.impossible = impossible;
        this.metrics = ResultColumn.of(study.configuration(), study.corpus()).stream()
                .map(ResultColumn::metric)
                .distinct()
                .toList();
    }

    /** A split of which something was measured. */
    void add(String split, int trials, Predictions tested) {
        TaskMetrics measured = TaskMetrics.of(
                tested.task(),
                tested.rows().stream().map(PredictionRow::target).toArray(float[][]::new),
                tested.rows().stream().map(PredictionRow::answer).toArray(float[][]::new));
        Map<String, ConfidenceInterval> intervals =
                SpeakerIntervals.of(Bootstrap.defaults(), tested).of(Evaluation.ANSWER);
        long speakers =
                tested.rows().stream().map(PredictionRow::speaker).distinct().count();
        List<String> row = new ArrayList<>(List.of(
                split,
                Integer.toString(trials),
                Long.toString(speakers),
                Integer.toString(tested.rows().size())));
        metrics.forEach(metric -> row.add(String.format(Locale.ROOT, "%.3f", measured.value(metric))
                + Optional.ofNullable(intervals.get(metric))
                        .map(ends -> String.format(Locale.ROOT, " (%.3f to %.3f)", ends.low(), ends.high()))
                        .orElse("")));
        rows.add(row);
    }

    boolean hasRows() {
        return !rows.isEmpty();
    }

    Report report(List<String> options, List<TrialResults.Failure> failed) {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Paragraph(
                model + " under different splits. Where a speaker, or the clip beside it, is trained on"
                        + " and tested on, a network may know the voice in place of the emotion; what is left with speakers apart, and on another corpus, is what it"
                        + " is worth to others."));
        List<String> header = new ArrayList<>(List.of("split", "trials", "test speakers", "tests of clips"));
        metrics.forEach(metric -> header.add(ResultColumn.metricTitle(metric)));
        sections.add(new Report.Table(
                "splits",
                "The answers for the test clips of all trials of a split, measured together; 95 % intervals by a bootstrap over the speakers. Few"
                        + " speakers make them too narrow.",
                header,
                rows));
        impossible.forEach((split, reason) -> sections.add(new Report.Paragraph("Not made: " + split + ": " + reason)));
        sections.addAll(ReproductionSection.of(study, "splits", options, failed));
        return new Report("What splits are worth on " + study.corpus().name(), sections);
    }
}
