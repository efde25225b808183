package org.vavl.learning.experiment.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vavl.core.Counted;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.ReproductionSection;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.metrics.TaskMetrics;

/** What a tuning has to say: the budget, what was chosen, how much each setting matters, and every candidate. */
final class TuningReport {
    private static final String NOTHING = "—";

    private final Tuning tuning;
    private final TuningResults results;

    TuningReport(Tuning tuning, TuningResults results) {
        this.tuning = tuning;
        this.results = results;
    }

    Report report() {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Paragraph(what()));
        sections.add(rungs());
        sections.add(chosen());
        sections.add(importance());
        for (ModelEntry network : tuning.networks()) {
            sections.add(new Report.Heading(network.label()));
            sections.add(candidates(network));
        }
        sections.addAll(ReproductionSection.of(
                List.of("vavl", "tune", "tuning.yaml", "--out", "repeated"),
                new Report.Listing(
                        "tuning.yaml",
                        tuning.configuration()
                                .withCorpus(ChosenFiles.corpusFrom(
                                        tuning.reportFolder().resolve("tuning.yaml"),
                                        tuning.configuration().experiment().corpus()))
                                .toYaml()),
                tuning.corpus(),
                "What is drawn has the seed " + tuning.configuration().tuning().seed()
                        + "; all candidates of a trial are trained with the experiment's seed for that trial, "
                        + tuning.configuration().experiment().seed() + " for the first."));
        return new Report("Settings tuned on " + tuning.corpus().name(), sections);
    }

    private String what() {
        int trials = tuning.trials();
        String splits = trials > 1
                ? "Each of the " + trials
                        + " trials has a search of its own, on its own training and development part; the experiment's configuration has what each chose."
                : tuning.configuration().experiment().trialCount() > 1
                                && tuning.configuration().experiment().sharesClips()
                        ? "There is one search, on the first trial's training and development part. Speakers whom other trials test are among those: what is chosen"
                                + " knows of them, which tuning.nested: true avoids."
                        : "The search is on the training and development part.";
        return String.format(
                Locale.ROOT,
                "%s, each with the same budget: %s drawn at random, %d epochs altogether in each search. %s No clip of a test part was read in it.",
                Counted.of(tuning.networks().size(), "network"),
                Counted.of(results.halving().candidates(), "candidate"),
                results.halving().budget(),
                splits);
    }

    private Report.Table rungs() {
        List<Halving.Rung> rungs = results.halving().all();
        return new Report.Table(
                "rungs",
                "Successive halving (Jamieson and Talwalkar 2016): the best candidates of each rung go on, from where they were, to the end of the next.",
                List.of("rung", "candidates", "trained up to epoch"),
                IntStream.range(0, rungs.size())
                        .mapToObj(i -> List.of(
                                Integer.toString(i + 1),
                                Integer.toString(rungs.get(i).candidates()),
                                Integer.toString(rungs.get(i).epochs())))
                        .toList());
    }

    private Report.Table chosen() {
        List<List<String>> rows = results.searches().stream()
                .map(search -> {
                    SearchResult.Entry entry = results.chosen(search);
                    return List.of(
                            search.network(),
                            Integer.toString(search.trial()),
                            Integer.toString(entry.candidate().number()),
                            ResultColumn.metricTitle(entry.metric()),
                            number(entry.scores().get(results.halving().rungs() - 1)),
                            Integer.toString(entry.kept().get(results.halving().rungs() - 1)),
                            Candidate.text(entry.candidate().values()));
                })
                .toList();
        return new Report.Table(
                "chosen",
                "The candidate that is best on the development part of those that were trained to the end. Its score there is too good an estimate, since it was chosen by it;"
                        + " vavl experiment table measures what was chosen on the test parts.",
                List.of("network", "trial", "candidate", "measure", "development score", "epoch kept", "settings"),
                rows);
    }

    private Report.Table importance() {
        List<List<String>> rows = new ArrayList<>();
        for (ModelEntry network : tuning.networks()) {
            Map<String, SearchRange> ranges =
                    tuning.configuration().tuning().spaceOf(network.label()).ranges();
            ranges.forEach((path, range) ->
                    rows.add(row(network, path, SettingImportance.of(path, range, results.of(network.label())))));
        }
        return new Report.Table(
                "importance",
                "How much each setting alone decided which candidates were better at the end of the first rung: the share of the variance of their ranks that groups of its"
                        + " values explain beyond chance, η² of the Kruskal-Wallis test, with its p; Spearman's rank correlation of value and score; and the values that were best"
                        + " on average. What settings do together is not in it.",
                List.of("network", "setting", "importance", "p", "rank correlation", "best values"),
                rows);
    }

    private static List<String> row(ModelEntry network, String path, Optional<SettingImportance> found) {
        Function<Function<SettingImportance, String>, String> cell =
                what -> found.map(what).orElse(NOTHING);
        return List.of(
                network.label(),
                path,
                cell.apply(one -> number(one.importance())),
                cell.apply(one -> number(one.pValue())),
                cell.apply(one -> one.correlation().isPresent()
                        ? String.format(Locale.ROOT, "%+.3f", one.correlation().getAsDouble())
                        : NOTHING),
                cell.apply(SettingImportance::best));
    }

    /** A row for each candidate, the best first of those that went as far. */
    private Report.Table candidates(ModelEntry network) {
        List<String> settings = List.copyOf(tuning.configuration()
                .tuning()
                .spaceOf(network.label())
                .ranges()
                .keySet());
        List<Halving.Rung> rungs = results.halving().all();
        List<String> header = new ArrayList<>(List.of("trial", "candidate"));
        rungs.forEach(rung -> header.add("epoch " + rung.epochs()));
        header.addAll(settings);
        header.add("failure");
        List<List<String>> rows = new ArrayList<>();
        results.of(network.label()).forEach(search -> search.entries().stream()
                .sorted((one, other) -> compare(one, other, rungs.size()))
                .forEach(entry -> rows.add(row(entry, settings, rungs.size()))));
        return new Report.Table(
                "candidates-" + network.slug(),
                "Every candidate with its " + measure(network) + " on the development part at the end of each rung.",
                header,
                rows);
    }

    private String measure(ModelEntry network) {
        String metric = results.of(network.label()).get(0).entries().get(0).metric();
        return ResultColumn.metricTitle(metric) + (TaskMetrics.higherIsBetter(metric) ? "" : " (less is better)");
    }

    private static int compare(SearchResult.Entry one, SearchResult.Entry other, int rungs) {
        for (int rung = rungs - 1; rung >= 0; rung--) {
            double first = sortable(one.merit(rung));
            double second = sortable(other.merit(rung));
            if (first != second) {
                return Double.compare(second, first);
            }
        }
        return Integer.compare(one.candidate().number(), other.candidate().number());
    }

    private static double sortable(double merit) {
        return Double.isNaN(merit) ? Double.NEGATIVE_INFINITY : merit;
    }

    private static List<String> row(SearchResult.Entry entry, List<String> settings, int rungs) {
        List<String> row = new ArrayList<>(List.of(
                Integer.toString(entry.candidate().trial()),
                Integer.toString(entry.candidate().number())));
        for (int rung = 0; rung < rungs; rung++) {
            row.add(rung < entry.scores().size() ? number(entry.scores().get(rung)) : "");
        }
        settings.forEach(path -> row.add(Candidate.text(entry.candidate().value(path))));
        row.add(entry.failure().orElse(""));
        return row;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
