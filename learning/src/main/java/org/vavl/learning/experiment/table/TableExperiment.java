package org.vavl.learning.experiment.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.vavl.learning.metrics.MeanComparison;

/**
 * Tables 1 and 2 of the paper on a corpus: every network on every head and metric, mean and standard deviation over the trials, and whether the
 * first network differs from the others.
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
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Paragraph(String.format(
                Locale.ROOT,
                "%d networks, %d trials each, measured on the test set of every trial. A head is measured on the clips that have its"
                        + " modalities.",
                models.size(),
                study.configuration().trialCount())));
        sections.add(resultTable(results));
        if (study.configuration().trialCount() > 1 && models.size() > 1) {
            sections.add(comparisonTable(results));
        }
        sections.addAll(ReproductionSection.of(study, name, List.of(), results.failed()));
        return new Report("Results on " + study.corpus().name(), sections);
    }

    private List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        columns.forEach(column -> header.add(column.title()));
        return header;
    }

    private Report.Table resultTable(TrialResults results) {
        PublishedResults published = PublishedResults.ofThePaper();
        List<List<String>> rows = new ArrayList<>();
        for (ModelEntry model : models) {
            List<String> row = new ArrayList<>(List.of(model.label()));
            columns.forEach(column -> row.add(cell(model, column, results)));
            rows.add(row);
            published.row(study.corpus().name(), model).ifPresent(figures -> {
                List<String> paper = new ArrayList<>(List.of(model.label() + ", published"));
                columns.forEach(column ->
                        paper.add(figures.values().getOrDefault(column.head() + "." + column.metric(), NOTHING)));
                rows.add(paper);
            });
        }
        return new Report.Table(
                "results",
                "Mean ± standard deviation over the trials. * marks where "
                        + models.get(0).label()
                        + " is better than every other network (two-tailed paired t-tests, p < 0.05 each, not corrected for"
                        + " their number).",
                header("model"),
                rows);
    }

    private String cell(ModelEntry model, ResultColumn column, TrialResults results) {
        List<Double> values = results.values(model.label(), column.head(), column.metric());
        if (values.isEmpty()) {
            return NOTHING;
        }
        String text = Summary.of(values).text();
        return model.equals(models.get(0)) && isBestOfAll(column, results) ? text + "*" : text;
    }

    private boolean isBestOfAll(ResultColumn column, TrialResults results) {
        List<ModelEntry> others = models.subList(1, models.size()).stream()
                .filter(other -> !results.values(other.label(), column.head(), column.metric())
                        .isEmpty())
                .toList();
        return !others.isEmpty()
                && others.stream().allMatch(other -> paired(other, column, results)
                        .filter(test -> test.isSignificant(LEVEL) && test.statistic() > 0 == column.higherIsBetter())
                        .isPresent());
    }

    private Optional<MeanComparison> paired(ModelEntry other, ResultColumn column, TrialResults results) {
        List<double[]> pairs = results.paired(models.get(0).label(), other.label(), column.head(), column.metric());
        return pairs.get(0).length < 2
                ? Optional.empty()
                : Optional.of(MeanComparison.paired(pairs.get(0), pairs.get(1)));
    }

    private Optional<MeanComparison> welch(ModelEntry other, ResultColumn column, TrialResults results) {
        double[] first = array(results.values(models.get(0).label(), column.head(), column.metric()));
        double[] second = array(results.values(other.label(), column.head(), column.metric()));
        return first.length < 2 || second.length < 2
                ? Optional.empty()
                : Optional.of(MeanComparison.welch(first, second));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Report.Table comparisonTable(TrialResults results) {
        List<List<String>> rows = new ArrayList<>();
        for (ModelEntry other : models.subList(1, models.size())) {
            List<String> row = new ArrayList<>(List.of(other.label()));
            columns.forEach(column -> row.add(comparison(other, column, results)));
            rows.add(row);
        }
        return new Report.Table(
                "comparisons",
                "How likely a difference from " + models.get(0).label()
                        + " at least as large is where there is none: p of two-tailed t-tests, paired by trial / Welch's. Trials share"
                        + " training clips, so the paired test finds differences somewhat too often.",
                header("against"),
                rows);
    }

    private String comparison(ModelEntry other, ResultColumn column, TrialResults results) {
        Optional<MeanComparison> paired = paired(other, column, results);
        Optional<MeanComparison> welch = welch(other, column, results);
        return paired.isEmpty() && welch.isEmpty() ? NOTHING : p(paired) + " / " + p(welch);
    }

    private static String p(Optional<MeanComparison> test) {
        return test.map(MeanComparison::pValue)
                .map(p -> p < 0.001
                        ? "<.001"
                        : String.format(Locale.ROOT, "%.3f", p).replaceFirst("^0", ""))
                .orElse(NOTHING);
    }
}
