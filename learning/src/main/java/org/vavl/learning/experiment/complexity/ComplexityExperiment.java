package org.vavl.learning.experiment.complexity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.report.ReportFiles;
import org.vavl.learning.experiment.trial.ReproductionSection;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.ModelFamily;
import org.vavl.model.ParameterCounts;
import org.vavl.model.PublishedFigures;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;

/**
 * How large networks are and how long they take (paper, section 3.5): parameters by part beside the paper's figures, and the time from
 * features to an answer by a clip's length, with both modalities and with each alone. Nothing is trained: time does not depend on
 * the parameters' values.
 */
public final class ComplexityExperiment {
    /** The folder that its report is in. */
    public static final String NAME = "complexity";

    /** In seconds. */
    static final double LONGEST = 10;

    private static final List<Double> SECONDS = List.of(1.0, 3.0, LONGEST);

    private final Study study;
    private final int repetitions;
    private final PeakMemory.Measurement memory;

    /**
     * @param study which networks, on which modalities
     * @param repetitions how often each time is measured, at least 1
     * @param memory measures each network's memory
     */
    public ComplexityExperiment(Study study, int repetitions, PeakMemory.Measurement memory) {
        if (repetitions < 1) {
            throw new VavlException("repetitions is " + repetitions + ", and must be at least 1");
        }
        this.study = study;
        this.repetitions = repetitions;
        this.memory = memory;
    }

    /**
     * Counts and measures, and writes the report.
     *
     * @throws VavlException if a network's settings cannot be read, or it does not fit the corpus's modalities
     */
    public Report run() {
        Map<Modality, Double> rates = frameRates(study.corpus());
        ComplexityTables tables = new ComplexityTables();
        Task task = study.configuration().task().orElseGet(study.corpus()::task);
        for (Trial trial : study.trials(study.models())) {
            if (trial.number() == 1) {
                tables.add(trial.model().label(), memory.of(trial, study.runner()));
                setThreads(trial);
                try (EmotionModel network = trial.run()
                        .model()
                        .build(study.corpus().modalities(), task, ParameterStore.initialised(Device.CPU, 1))) {
                    tables.add(trial.model().label(), ParameterCounts.of(network), published(network));
                    measure(trial, network, rates, tables);
                }
            }
        }
        List<Report.Section> sections = new ArrayList<>(tables.sections(repetitions));
        sections.addAll(ReproductionSection.of(
                study, NAME, List.of("--repetitions", Integer.toString(repetitions)), List.of()));
        Report report =
                new Report("Complexity on the features of " + study.corpus().name(), sections);
        ReportFiles.write(study.folder(NAME), report);
        return report;
    }

    private static void setThreads(Trial trial) {
        int threads = trial.run().training().threads();
        LibTorch.setThreads(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }

    /**
     * The memory of this process at its highest while a trial's network is made and answers a clip of every modality; right in a process that
     * has done nothing else.
     *
     * @return empty where the system does not say
     */
    public static Optional<PeakMemory> memoryHere(Trial trial, Corpus corpus) {
        setThreads(trial);
        return PeakMemory.during(() -> {
            try (EmotionModel network = trial.run()
                    .model()
                    .build(corpus.modalities(), trial.run().task(), ParameterStore.initialised(Device.CPU, 1))) {
                Map<Modality, Double> rates = frameRates(corpus);
                Precision precision = TrialRunner.precision(trial);
                for (Head head : network.heads()) {
                    InferenceLatency.measure(network, head, rates, LONGEST, precision, 1);
                }
            }
        });
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

    private void measure(Trial trial, EmotionModel network, Map<Modality, Double> rates, ComplexityTables tables) {
        Precision precision = TrialRunner.precision(trial);
        for (Head head : network.heads()) {
            for (double seconds : SECONDS) {
                tables.add(
                        trial.model().label(),
                        head,
                        seconds,
                        InferenceLatency.measure(network, head, rates, seconds, precision, repetitions));
            }
        }
    }
}
