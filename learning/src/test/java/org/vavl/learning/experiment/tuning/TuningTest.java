package org.vavl.learning.experiment.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.SilentTrials;
import org.vavl.learning.experiment.table.TableExperiment;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.CorpusDefaults;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;

class TuningTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static @Nullable Search made;

    /** The small search from its begin to its end, in the folder {@code out}; no test changes it. */
    private record Search(Tuning tuning, TuningResults results) {}

    private static Search whole() throws IOException {
        if (made == null) {
            try (Corpus corpus = corpus()) {
                Tuning tuning = new Tuning(small(shared, SHARES), corpus, shared.resolve("out"));
                made = new Search(tuning, tuning.run(TuningExecution.sequential(), TuningListener.SILENT));
            }
        }
        return made;
    }

    private static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 6));
    }

    private static final String RANGES = """
            ranges:
              training.learningRate: {type: log-uniform, from: 1e-4, to: 1e-1}
              training.batchSize: {type: choices, values: [8, 16]}
            networks:
              VAVL: {model: {dropout: {type: uniform, from: 0, to: 0.5}}}
            """;

    private static TuningConfiguration configuration(Path folder, String split, String tuning) throws IOException {
        String yaml = String.format(Locale.ROOT, """
                corpus: corpus
                split: %s
                seed: 3
                training: {precision: float32, threads: 1}
                models:
                  - {label: VAVL, model: {name: vavl, preset: tiny, width: 8, attentionHeads: 2, feedForwardWidth: 16, headWidths: [8], projectionWidth: 8}}
                  - {label: Speech alone, model: {name: unimodal, preset: tiny, width: 8, attentionHeads: 2, feedForwardWidth: 16, headWidths: [8], projectionWidth: 8}}
                tuning:
                %s""", split, tuning.indent(2));
        return TuningConfiguration.read(Files.writeString(folder.resolve("tune.yaml"), yaml), List.of());
    }

    private static TuningConfiguration small(Path folder, String split) throws IOException {
        return configuration(folder, split, "candidates: 4\nepochs: 4\nrungs: 2\nreduction: 2\n" + RANGES);
    }

    private static final String SHARES = "{type: shares, trial: 1, seed: 1}\ntrials: 1";

    private static TuningResults run(TuningConfiguration configuration, Corpus corpus, Path out) {
        return new Tuning(configuration, corpus, out).run(TuningExecution.sequential(), TuningListener.SILENT);
    }

    /** What each search measured and chose. */
    private static List<String> told(TuningResults results) {
        List<String> told = new ArrayList<>();
        results.searches().forEach(search -> {
            search.entries()
                    .forEach(entry ->
                            told.add(search.network() + " " + entry.candidate().number() + " "
                                    + entry.candidate().values() + entry.scores() + entry.kept()));
            told.add("chosen " + results.chosen(search).candidate().number());
        });
        return told;
    }

    @Test
    @Tag("slow")
    void theBestOfEachRungGoOnAndTheBestOfTheLastIsChosen() throws IOException {
        TuningResults results = whole().results();
        assertThat(results.searches()).extracting(SearchResult::network).containsExactly("VAVL", "Speech alone");
        for (SearchResult search : results.searches()) {
            List<Double> first = search.entries().stream()
                    .map(entry -> entry.scores().get(0))
                    .toList();
            List<SearchResult.Entry> second = search.entries().stream()
                    .filter(entry -> entry.scores().size() == 2)
                    .toList();
            assertThat(second).hasSize(2);
            double worstOfThose = second.stream()
                    .mapToDouble(entry -> entry.scores().get(0))
                    .min()
                    .orElseThrow();
            assertThat(first.stream().filter(score -> score > worstOfThose).count())
                    .isLessThan(2);
            assertThat(results.chosen(search).scores().get(1))
                    .isEqualTo(second.stream()
                            .mapToDouble(entry -> entry.scores().get(1))
                            .max()
                            .orElseThrow());
        }
        assertThat(results.searches()
                        .get(0)
                        .entries()
                        .get(2)
                        .candidate()
                        .values()
                        .get("training.learningRate"))
                .isEqualTo(results.searches()
                        .get(1)
                        .entries()
                        .get(2)
                        .candidate()
                        .values()
                        .get("training.learningRate"));
        assertThat(shared.resolve("out/tuning/report.html")).content().contains("Successive halving", "model.dropout");
        assertThat(shared.resolve("out/tuning/candidates-vavl.csv"))
                .content()
                .hasLineCount(5)
                .contains("training.batchSize");
        assertThat(shared.resolve("out/tuning/importance.csv")).content().hasLineCount(1 + 3 + 2);
    }

    @Test
    @Tag("slow")
    void whatIsInterruptedGoesOnToTheSameEnd() throws IOException {
        TuningConfiguration configuration = small(shared, SHARES);
        AtomicInteger steps = new AtomicInteger();
        TuningListener interrupting = new TuningListener() {
            @Override
            public TrainingListener started(Candidate candidate, Halving.Rung rung) {
                return new TrainingListener() {
                    @Override
                    public void stepDone(int epoch, long stepsDone, double loss) {
                        if (steps.incrementAndGet() % 17 == 0) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
            }
        };
        int interruptions = 0;
        TuningResults resumed = null;
        try (Corpus corpus = corpus()) {
            TuningResults whole = whole().results();
            while (resumed == null) {
                try {
                    resumed = new Tuning(configuration, corpus, shared.resolve("resumed"))
                            .run(TuningExecution.sequential(), interrupting);
                } catch (TrainingInterruptedException e) {
                    interruptions++;
                    Thread.interrupted();
                }
            }
            assertThat(interruptions).isGreaterThan(3);
            assertThat(told(resumed)).isEqualTo(told(whole));
            assertThat(files(shared.resolve("resumed")))
                    .isEqualTo(files(shared.resolve("out")))
                    .isNotEmpty();
            assertThat(told(run(configuration, corpus, shared.resolve("resumed"))))
                    .isEqualTo(told(whole));
        }
    }

    private static Map<String, List<Byte>> files(Path root) throws IOException {
        Map<String, List<Byte>> files = new HashMap<>();
        try (var found = Files.walk(root)) {
            for (Path file : found.filter(
                            path -> path.toString().matches(".*(scores.json|model.safetensors|.csv|chosen.*yaml)"))
                    .toList()) {
                List<Byte> bytes = new ArrayList<>();
                for (byte one : Files.readAllBytes(file)) {
                    bytes.add(one);
                }
                files.put(root.relativize(file).toString(), bytes);
            }
        }
        return files;
    }

    /** The chosen configuration, given to the trainer as {@code vavl train} gives it, has the score that it was chosen by. */
    @Test
    @Tag("slow")
    void whatIsChosenIsReadyToBeTrainedAndHasItsScore() throws IOException {
        try (Corpus corpus = corpus()) {
            Tuning tuning = whole().tuning();
            TuningResults results = whole().results();
            SearchResult search = results.searches().get(0);
            RunConfiguration chosen =
                    RunConfiguration.read(tuning.chosenFile(search), List.of(), at -> CorpusDefaults.of(corpus));
            assertThat(Path.of(chosen.corpus())).isEqualTo(shared.resolve("corpus"));
            try (RunFolder run = RunFolder.open(folder.resolve("run"))) {
                TrainingResult trained = Trainer.train(chosen, corpus, run, TrainingListener.SILENT);
                assertThat(trained.best().score())
                        .isEqualTo(results.chosen(search).scores().get(1));
                assertThat(trained.best().epoch())
                        .isEqualTo(results.chosen(search).kept().get(1));
            }
        }
    }

    /** In folds each trial has its own search, and the experiment takes for each trial what its search chose. */
    @Test
    @Tag("slow")
    void searchesAreNestedInFolds() throws IOException {
        TuningConfiguration configuration = configuration(
                folder,
                "{type: folds, folds: 2, seed: 1}",
                "candidates: 2\nepochs: 2\nrungs: 2\nreduction: 2\n" + RANGES);
        try (Corpus corpus = corpus()) {
            Tuning tuning = new Tuning(configuration, corpus, folder.resolve("out"));
            TuningResults results = tuning.run(TuningExecution.sequential(), TuningListener.SILENT);
            assertThat(results.searches()).extracting(SearchResult::trial).containsExactly(1, 1, 2, 2);
            ExperimentConfiguration experiment = ExperimentConfiguration.read(tuning.experimentFile(), List.of());
            TrialResults tested =
                    new TableExperiment(new Study(experiment, corpus, folder.resolve("table"))).run(new SilentTrials());
            assertThat(tested.done()).hasSize(4);
            for (SearchResult search : results.searches()) {
                String config = Files.readString(
                        folder.resolve("table/runs/" + (search.network().equals("VAVL") ? "vavl" : "speech-alone")
                                + "/trial-" + search.trial() + "/config.yaml"));
                assertThat(config)
                        .contains("learningRate: "
                                + Double.parseDouble(results.chosen(search)
                                        .candidate()
                                        .values()
                                        .get("training.learningRate")
                                        .asText()));
            }
        }
    }

    /** With other labels in the test part and features that nobody can read, the same is chosen by the same scores. */
    @Test
    @Tag("slow")
    void theTestPartDecidesNothing() throws IOException {
        TuningConfiguration configuration = small(folder, "{type: partition, name: given}");
        try (Corpus asItIs = new PartitionedCorpus(corpus(), false);
                Corpus changed = new PartitionedCorpus(corpus(), true)) {
            TuningResults unread = new Tuning(configuration, changed, folder.resolve("changed"))
                    .search(TuningExecution.sequential(), TuningListener.SILENT);
            assertThat(told(unread))
                    .isEqualTo(told(run(configuration, asItIs, folder.resolve("as-it-is"))))
                    .isNotEmpty();
        }
    }

    private void assertRefused(String tuning, String message) throws IOException {
        try (Corpus corpus = corpus()) {
            assertThatThrownBy(() -> new Tuning(configuration(folder, SHARES, tuning), corpus, folder.resolve("out")))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining(message)
                    .message()
                    .hasLineCount(1);
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsTrained() throws IOException {
        assertRefused("ranges: {training.learninRate: {type: uniform, from: 0, to: 1}}", "learningRate");
        assertRefused("ranges: {model.dropout: {type: uniform, from: 0, to: 1.5}}", "model.dropout=1.5");
        assertRefused("ranges: {model.width: {type: choices, values: [8, 9]}}", "model.width=9");
        assertRefused(
                "ranges: {training.learningRate: {type: uniform, from: 1, to: 0}}",
                "training.learningRate: from is 1.0 and to is 0.0");
        assertRefused(
                "ranges: {training.learningRate: {type: normal, from: 1, to: 2}}",
                "must be one of uniform, log-uniform, integer, choices");
        assertRefused("ranges: {training.learningRate: {from: 1, to: 2}}", "training.learningRate.type is missing");
        assertRefused("ranges: {training.learningRate: 3}", "must be a range, such as");
        assertRefused(
                "ranges: {training.learningRate: {type: uniform, from: 1, to: 2}, training: {learningRate: {type: uniform, from: 1, to: 2}}}",
                "there are two");
        assertRefused("ranges: {training.epochs: {type: integer, from: 1, to: 2}}", "tuning.epochs");
        assertRefused(
                "ranges: {training: {selection: {metric: {type: choices, values: [f1Macro, accuracy]}}}}",
                "different measures");
        assertRefused("ranges: {split.seed: {type: integer, from: 1, to: 2}}", "'split.seed'");
        assertRefused(
                "networks: {VAVL: {model.dropout: {type: uniform, from: 0, to: 0.5}}}",
                "no range for any setting of Speech alone");
        assertRefused(
                "networks: {UAVM: {model.dropout: {type: uniform, from: 0, to: 0.5}}}\n"
                        + RANGES.replaceAll("(?s)networks.*", ""),
                "ranges for 'UAVM'");
        assertRefused("candidates: 8\n" + RANGES, "candidates is 8, and must be at least 9");
    }

    @Test
    void theSameEpochsAreNotSaidTwice() throws IOException {
        Path file = Files.writeString(folder.resolve("epochs.yaml"), """
                corpus: corpus
                training: {epochs: 20}
                tuning: {ranges: {training.learningRate: {type: uniform, from: 0, to: 1}}}
                """);
        assertThatThrownBy(() -> TuningConfiguration.read(file, List.of()))
                .hasMessageContaining("training.epochs is 20, and tuning.epochs 27");
        assertThat(TuningConfiguration.read(file, List.of("tuning.epochs=20"))
                        .tuning()
                        .halving()
                        .all())
                .hasSize(3);
    }

    @Test
    void aConfigurationIsReadAsItIsWritten() throws IOException {
        TuningConfiguration written = small(folder, SHARES);
        Path file = Files.writeString(folder.resolve("again.yaml"), written.toYaml());
        assertThat(TuningConfiguration.read(file, List.of())).isEqualTo(written);
        assertThat(TuningConfiguration.read(
                                file, List.of("tuning.ranges.model.headDropout={type: uniform, from: 0, to: 0.3}"))
                        .tuning()
                        .spaceOf("Speech alone")
                        .ranges())
                .containsKeys("training.learningRate", "model.headDropout");
        assertThat(TuningConfiguration.read(
                                file,
                                List.of("tuning.ranges.training.learningRate={type: uniform, from: 0.25, to: 0.5}"))
                        .tuning()
                        .ranges()
                        .ranges())
                .containsEntry("training.learningRate", new SearchRange.Uniform(0.25, 0.5))
                .containsKey("training.batchSize");
    }
}
