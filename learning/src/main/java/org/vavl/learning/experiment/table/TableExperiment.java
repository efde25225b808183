package org.vavl.learning.experiment.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vavl.core.Counted;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.report.ReportFiles;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.PublishedResults;
import org.vavl.learning.experiment.trial.ReproductionSection;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Summary;
import org.vavl.learning.experiment.trial.TrialResults;

/**
 * Tables 1 and 2 of the paper on a corpus: every network on every head and metric, mean and standard deviation over the trials, and how much and
 * how surely the first network differs from the others.
 */
public final class TableExperiment implements Experiment {
    private static final double LEVEL = 0.05;
    private static final String NOTHING = "—";

    private final Study study;
    private final String name;
    private final List<ModelEntry> models;
    private final List<ResultColumn> columns;

    /** @param study what is compared */
    public TableExperiment(Study study) {
        this(study, "table");
    }

    TableExperiment(Study study, String name) {
        this.study = study;
        this.name = name;
        models = study.models();
        columns = ResultColumn.of(study.configuration(), study.corpus());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TrialResults run(TrialResults.Listener listener) {
        TrialResults results = study.make(models, listener);
        if (!results.done().isEmpty()) {
            ReportFiles.write(study.folder(name), report(results));
            ReportFiles.writeTable(study.folder(name), TrialTable.of(results));
        }
        return results;
    }

    Report report(TrialResults results) {
        List<Comparison> comparisons =
                Comparison.all(models, columns, results, study.configuration().sharesClips());
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Paragraph(String.format(
                Locale.ROOT,
                "%s, %s each, measured on the test set of every trial. A head is measured on the clips that have its"
                        + " modalities.",
                Counted.of(models.size(), "network"),
                Counted.of(study.configuration().trialCount(), "trial"))));
        if (!study.leftOut().isEmpty()) {
            sections.add(
                    new Report.Paragraph(
                            String.join(", ", study.leftOut())
                                    + " are published for two modalities alone, and take no part. MulT is as it was published for three."));
        }
        sections.add(resultTable(results, comparisons));
        if (study.configuration().trialCount() > 1 && models.size() > 1) {
            sections.add(comparisonTable(comparisons));
        }
        sections.addAll(ReproductionSection.of(study, name, List.of(), results.failed()));
        return new Report("Results on " + study.corpus().name(), sections);
    }

    private List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        columns.forEach(column -> header.add(column.title()));
        return header;
    }

    private Report.Table resultTable(TrialResults results, List<Comparison> comparisons) {
        PublishedResults published = PublishedResults.ofThePaper();
        List<List<String>> rows = new ArrayList<>();
        for (ModelEntry model : models) {
            List<String> row = new ArrayList<>(List.of(model.label()));
            columns.forEach(column -> row.add(cell(model, column, results, comparisons)));
            rows.add(row);
            published
                    .row(study.corpus().name(), model, study.corpus().modalities())
                    .ifPresent(figures -> {
                        List<String> paper = new ArrayList<>(List.of(model.label() + ", published"));
                        columns.forEach(column ->
                                paper.add(figures.value(column, study.corpus().modalities())
                                        .orElse(NOTHING)));
                        rows.add(paper);
                    });
        }
        return new Report.Table(
                "results",
                "Mean ± standard deviation over the trials. * marks where "
                        + models.get(0).label()
                        + " is better than every other network (corrected resampled t-tests, two-tailed, p < 0.05 after Holm for the whole table)."
                        + " The spread is that over trials; trials.csv has an interval over the test speakers for each trial.",
                header("model"),
                rows);
    }

    private String cell(ModelEntry model, ResultColumn column, TrialResults results, List<Comparison> comparisons) {
        List<Double> values = results.values(model.label(), column.head(), column.metric());
        if (values.isEmpty()) {
            return NOTHING;
        }
        String text = Summary.of(values).text() + intervalOfOne(model, column, results);
        return model.equals(models.get(0)) && isBestOfAll(column, results, comparisons) ? text + "*" : text;
    }

    /** Where there is one trial, there is no spread over trials, but one over its speakers. */
    private String intervalOfOne(ModelEntry model, ResultColumn column, TrialResults results) {
        List<List<Double>> intervals = results.done().stream()
                .filter(result -> result.model().equals(model.label()))
                .map(result -> result.interval(column.head(), column.metric()))
                .toList();
        return intervals.size() != 1 || intervals.get(0).isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " [%.3f, %.3f]",
                        intervals.get(0).get(0),
                        intervals.get(0).get(1));
    }

    private boolean isBestOfAll(ResultColumn column, TrialResults results, List<Comparison> comparisons) {
        List<ModelEntry> others = models.subList(1, models.size()).stream()
                .filter(other -> !results.values(other.label(), column.head(), column.metric())
                        .isEmpty())
                .toList();
        return !others.isEmpty()
                && others.stream().allMatch(other -> comparisons.stream()
                        .anyMatch(one ->
                                one.other().equals(other) && one.column().equals(column) && one.isBetter(LEVEL)));
    }

    private Report.Table comparisonTable(List<Comparison> comparisons) {
        List<List<String>> rows = comparisons.stream()
                .map(one -> List.of(
                        one.other().label(),
                        one.column().title(),
                        signed(one.difference()),
                        signed(one.effectSize()),
                        p(one.test().pValue()),
                        p(one.adjusted()),
                        p(one.welch().pValue())))
                .toList();
        String sharing = study.configuration().sharesClips()
                ? "corrected for the clips that trials share (Nadeau and Bengio 2003)"
                : "of the same clips each time, so that it says nothing of other clips";
        return new Report.Table(
                "comparisons",
                "The difference of " + models.get(0).label()
                        + " from each other network, and the same over its standard deviation from trial to trial (Cohen's d of pairs). p: how likely"
                        + " a difference at least as large is where there is none, by a two-tailed t-test paired by trial, "
                        + sharing
                        + "; the same after Holm for all rows together; and Welch's, not paired.",
                List.of("against", "measure", "difference", "effect size", "p", "p after Holm", "p of Welch"),
                rows);
    }

    private static String signed(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "+∞" : "−∞") : String.format(Locale.ROOT, "%+.3f", value);
    }

    private static String p(double value) {
        return value < 0.001
                ? "<.001"
                : String.format(Locale.ROOT, "%.3f", value).replaceFirst("^0", "");
    }
}
