package org.vavl.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Corpus;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.features.FeatureSequence;
import org.vavl.model.EmotionModel;
import org.vavl.model.Head;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.ModelFamily;
import org.vavl.model.ParameterCounts;
import org.vavl.model.PublishedFigures;
import org.vavl.nn.Device;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.Precision;
import org.vavl.nn.VavlException;

/**
 * How large networks are and how long they take (paper, section 3.5): parameters by part beside the paper's figures, and the time from
 * features to an answer by a clip's length, with both modalities and with each alone. Nothing is trained: time does not depend on
 * the parameters' values.
 */
public final class ComplexityExperiment {
    /** The folder that its report is in. */
    public static final String NAME = "complexity";

    private static final List<Double> SECONDS = List.of(1.0, 3.0, 10.0);

    private final Study study;
    private final int repetitions;

    /**
     * @param study which networks, on which modalities
     * @param repetitions how often each time is measured, at least 1
     */
    public ComplexityExperiment(Study study, int repetitions) {
        if (repetitions < 1) {
            throw new VavlException("repetitions is " + repetitions + ", and must be at least 1");
        }
        this.study = study;
        this.repetitions = repetitions;
    }

    /**
     * Counts and measures, and writes the report.
     *
     * @throws VavlException if a network's settings cannot be read, or it does not fit the corpus's modalities
     */
    public Report run() {
        Map<Modality, Double> rates = frameRates(study.corpus());
        List<List<String>> parts = new ArrayList<>();
        List<List<String>> totals = new ArrayList<>();
        List<List<String>> times = new ArrayList<>();
        Task task = study.configuration().task().orElseGet(study.corpus()::task);
        for (Trial trial : study.trials(study.models())) {
            if (trial.number() == 1) {
                LibTorch.setThreads(
                        trial.run().training().threads() > 0
                                ? trial.run().training().threads()
                                : Runtime.getRuntime().availableProcessors());
                try (EmotionModel network = trial.run()
                        .model()
                        .build(study.corpus().modalities(), task, ParameterStore.drawn(Device.CPU, 1))) {
                    count(trial.model().label(), network, parts, totals);
                    measure(trial, network, rates, times);
                }
            }
        }
        Report report = report(parts, totals, times);
        ReportFiles.write(study.folder(NAME), report);
        return report;
    }

    private static Map<Modality, Double> frameRates(Corpus corpus) {
        Map<Modality, Double> rates = new LinkedHashMap<>();
        for (Modality modality : corpus.modalities()) {
            Optional<FeatureSequence> first = corpus.clips().stream()
                    .flatMap((Clip clip) -> clip.features(modality).stream())
                    .findFirst();
            rates.put(
                    modality,
                    first.map(FeatureSequence::frameRate)
                            .orElseThrow(() -> new VavlException(
                                    "corpus " + corpus.name() + " has no clip with " + modality.name() + " features")));
        }
        return rates;
    }

    private static void count(String label, EmotionModel network, List<List<String>> parts, List<List<String>> totals) {
        ParameterCounts counts = ParameterCounts.of(network);
        counts.parts().forEach((part, count) -> parts.add(List.of(label, part, number(count))));
        totals.add(List.of(
                label,
                number(counts.total()),
                String.format(Locale.ROOT, "%.1f", counts.total() * 4 / 1e6),
                published(network).map(ComplexityExperiment::number).orElse("—")));
    }

    /** What the paper says of the family, of its published size and on its features. */
    private static Optional<Long> published(EmotionModel network) {
        ModelFamily family = ModelConfigurations.families().stream()
                .filter(candidate ->
                        candidate.configurationType() == network.configuration().getClass())
                .findFirst()
                .orElseThrow();
        return PublishedFigures.of(family).flatMap(figures -> figures.parameters().stream()
                .filter(figure -> figure.name().equals("total"))
                .map(PublishedFigures.Figure::figure)
                .findFirst());
    }

    private void measure(Trial trial, EmotionModel network, Map<Modality, Double> rates, List<List<String>> times) {
        Precision precision = TrialRunner.precision(trial);
        for (Head head : network.heads()) {
            for (double seconds : SECONDS) {
                AnswerTime time = AnswerTime.measure(network, head, rates, seconds, precision, repetitions);
                times.add(List.of(
                        trial.model().label(),
                        head.name(),
                        String.format(Locale.ROOT, "%.0f", seconds),
                        String.format(Locale.ROOT, "%.2f", time.median() * 1000),
                        String.format(Locale.ROOT, "%.2f", time.slow() * 1000),
                        String.format(Locale.ROOT, "%.5f", time.median() / seconds)));
            }
        }
    }

    private Report report(List<List<String>> parts, List<List<String>> totals, List<List<String>> times) {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Table(
                "parameters",
                "Parameters, their memory in megabytes as float32, and what the paper says of the network, whose features are 1,024 and"
                        + " 1,408 wide.",
                List.of("model", "parameters", "MB", "published"),
                totals));
        sections.add(new Report.Table(
                "latency",
                "Time from features to an answer, for one clip of so many seconds at the corpus's frame rates, with the modalities that the"
                        + " head needs and no other: median and 95th percentile of " + repetitions
                        + " in milliseconds, after a warm-up; and the median over the clip's length. Extraction of features is not in it.",
                List.of("model", "head", "clip, s", "median, ms", "95 %, ms", "real-time factor"),
                times));
        sections.add(new Report.Table("parts", "Parameters by part.", List.of("model", "part", "parameters"), parts));
        sections.addAll(ReproductionSection.of(study, List.of()));
        return new Report("Complexity on the features of " + study.corpus().name(), sections);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
