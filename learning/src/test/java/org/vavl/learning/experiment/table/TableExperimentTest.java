package org.vavl.learning.experiment.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticModality;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.report.HtmlReport;
import org.vavl.learning.experiment.report.LatexReport;
import org.vavl.learning.experiment.report.MarkdownReport;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.PublishedResults;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;

class TableExperimentTest {
    @TempDir
    private Path folder;

    private static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(10, 6));
    }

    private static ModelEntry model(String label, String model, String training) {
        JsonNode settings = YamlTree.parse(training, "test");
        return new ModelEntry(label, YamlTree.parse(model, "test"), Optional.of(settings));
    }

    private static ExperimentConfiguration configuration(List<ModelEntry> models, int trials) {
        JsonNode training = YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test");
        return ExperimentConfiguration.defaults()
                .withCorpus("synthetic")
                .withSplit(new SplitRule.SpeakerShares(1, 1))
                .withTrials(trials)
                .withSeed(4)
                .withPreset("tiny")
                .withModels(models)
                .withTraining(training);
    }

    private static final class Events implements TrialResults.Listener {
        private final List<String> heard = new ArrayList<>();

        @Override
        public TrainingListener started(Trial trial, int before, int all) {
            heard.add("started " + trial.model().label() + trial.number());
            return TrainingListener.SILENT;
        }

        @Override
        public void skipped(Trial trial) {
            heard.add("skipped " + trial.model().label() + trial.number());
        }

        @Override
        public void failed(TrialResults.Failure failure) {
            heard.add("failed " + failure.model() + failure.number());
        }
    }

    @Test
    @Tag("slow")
    void whatIsDoneIsNotRepeatedAndWhatFailsIsNamed() throws IOException {
        ExperimentConfiguration configuration = configuration(
                List.of(
                        model("A", "{name: vavl, preset: tiny}", "{}"),
                        model("B", "{name: mult, preset: tiny}", "{learningRate: 1e30, gradientClip: 0}"),
                        model("C", "{name: unimodal, preset: tiny}", "{}")),
                2);
        Events first = new Events();
        Events second = new Events();
        try (Corpus corpus = corpus()) {
            TableExperiment experiment = new TableExperiment(new Study(configuration, corpus, folder));
            TrialResults results = experiment.run(first);
            assertThat(results.done()).hasSize(4);
            assertThat(results.failed()).extracting(TrialResults.Failure::model).containsExactly("B", "B");
            experiment.run(second);
        }
        assertThat(first.heard)
                .containsExactly(
                        "started A1",
                        "started B1",
                        "failed B1",
                        "started C1",
                        "started A2",
                        "started B2",
                        "failed B2",
                        "started C2");
        assertThat(second.heard)
                .filteredOn(event -> event.startsWith("skipped"))
                .hasSize(4);
        assertThat(Files.readString(folder.resolve("table/report.md"))).contains("| B | 1 | training diverged");
        assertThat(Files.readString(folder.resolve("table/results.csv"))).startsWith("model,audio-visual F1 macro");
        assertThat(Files.readString(folder.resolve("table/report.tex"))).contains("\\toprule");
        assertThat(Files.readString(folder.resolve("table/report.html")))
                .contains("<table class=\"results\">")
                .doesNotContain("http");
        assertThat(Files.readString(folder.resolve("table/trials.csv"))).contains("C,2,");
    }

    @Test
    void settingsThatAreKeptAsTheyWereReadAreWrittenAsPeopleWriteThem() {
        ModelEntry model = model("01", "{name: mult, preset: tiny}", "{epochs: 3, device: cpu, augmentation: {}}");
        String yaml = configuration(List.of(model), 2).toYaml();
        assertThat(yaml)
                .contains(
                        "label: \"01\"",
                        "preset: tiny",
                        "epochs: 3\n",
                        "device: cpu",
                        "augmentation: {}",
                        "batchSize: 16\n")
                .contains("precision: float32");
    }

    /** Wherever the interruption falls: within a training, or where another trial would begin. */
    @Test
    @Tag("slow")
    void anInterruptionIsNoFailureAndTheSameExperimentGoesOn() {
        ExperimentConfiguration configuration = configuration(
                List.of(
                        model("A", "{name: mult, preset: tiny}", "{epochs: 2}"),
                        model("B", "{name: mult, preset: tiny}", "{}")),
                1);
        try (Corpus corpus = corpus()) {
            TableExperiment experiment = new TableExperiment(new Study(configuration, corpus, folder));
            for (long step = 1; step <= 2; step++) {
                Interrupting interrupting = new Interrupting(step);
                assertThatThrownBy(() -> experiment.run(interrupting)).isInstanceOf(TrainingInterruptedException.class);
                assertThat(Thread.interrupted()).isFalse();
                assertThat(interrupting.events.heard).containsExactly("started A1");
            }
            Thread.currentThread().interrupt();
            Events before = new Events();
            assertThatThrownBy(() -> experiment.run(before)).isInstanceOf(TrainingInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(before.heard).isEmpty();
            assertThat(experiment.run(new Events()).failed()).isEmpty();
        }
    }

    /** Interrupts the thread after a step. */
    private static final class Interrupting implements TrialResults.Listener {
        private final Events events = new Events();
        private final long step;

        Interrupting(long step) {
            this.step = step;
        }

        @Override
        public TrainingListener started(Trial trial, int before, int all) {
            events.started(trial, before, all);
            return new TrainingListener() {
                @Override
                public void stepDone(int epoch, long stepsDone, double loss) {
                    if (stepsDone == step) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }

        @Override
        public void skipped(Trial trial) {
            events.skipped(trial);
        }

        @Override
        public void failed(TrialResults.Failure failure) {
            events.failed(failure);
        }
    }

    @Test
    void aSeedOfTheTrainingIsRefusedWhereTrialsHaveTheirOwn() {
        ExperimentConfiguration configuration =
                configuration(List.of(model("A", "{name: sfav, preset: tiny}", "{seed: 77}")), 3);
        try (Corpus corpus = corpus()) {
            Study study = new Study(configuration, corpus, folder);
            assertThatThrownBy(() -> study.trials(configuration.models()))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("A: training.seed is 77");
        }
    }

    @Test
    void everyTrialHasItsOwnSpeakersAndSeed() {
        ExperimentConfiguration configuration =
                configuration(List.of(model("A", "{name: sfav, preset: tiny}", "{epochs: 7}")), 3);
        try (Corpus corpus = corpus()) {
            List<Trial> trials = new Study(configuration, corpus, folder).trials(configuration.models());
            assertThat(trials)
                    .extracting(trial -> trial.run().training().seed())
                    .containsExactly(4L, 5L, 6L);
            assertThat(trials)
                    .extracting(trial -> ((SplitRule.SpeakerShares) trial.run().split()).trial())
                    .containsExactly(1, 2, 3);
            assertThat(trials.get(0).run().training().epochs()).isEqualTo(7);
            assertThat(trials.get(0).run().training().batchSize()).isEqualTo(16);
            assertThat(trials.get(0).run().training().learningRate()).isEqualTo(0.04);
        }
    }

    /** Not as the failure of each trial, after others were made. */
    @Test
    void metricsAndPartitionsThatThereAreNotAreRefusedBeforeAnythingIsTrained() {
        ExperimentConfiguration good = configuration(List.of(model("A", "{name: vavl, preset: tiny}", "{}")), 2);
        Events events = new Events();
        try (Corpus corpus = corpus()) {
            Study metric = new Study(good.withMetrics(List.of("f1")), corpus, folder);
            assertThatThrownBy(() -> new TableExperiment(metric))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("'f1'");
            Study partition = new Study(good.withPartitions(List.of("nowhere")), corpus, folder);
            assertThatThrownBy(() -> new TableExperiment(partition).run(events))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("nowhere");
        }
        assertThat(events.heard).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void resultsOfAnotherExperimentAreRefused() throws IOException {
        try (Corpus corpus = corpus()) {
            Study study = new Study(
                    configuration(List.of(model("A", "{name: sfav, preset: tiny}", "{}")), 1), corpus, folder);
            Trial trial = study.trials(study.models()).get(0);
            Path run = study.runner().runFolder(trial);
            Files.createDirectories(run);
            Files.writeString(run.resolve("model.safetensors"), "");
            Files.writeString(run.resolve("result.json"), """
                    {"model": "A", "number": 1, "digest": "other", "split": "", "epoch": 1, "clips": {}, "metrics": {}}
                    """);
            assertThatThrownBy(() -> study.runner().done(trial))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("another experiment");
        }
    }

    private static TrialResult result(String model, int number, double value) {
        return new TrialResult(
                model,
                number,
                "",
                "",
                1,
                Map.of("train", 70, "development", 15, "test", 15),
                Map.of(),
                Map.of("audio-visual", Map.of("f1Macro", value, "f1Micro", 0.5)),
                Map.of());
    }

    /**
     * SciPy 1.17: ttest_rel of these values gives t = 19.0526, which corrected by √(1 + 3·15/70) is 14.8648 and p = 0.004495; ttest_ind without
     * equal variances gives p = 0.240248.
     */
    @Test
    void theFirstNetworkGetsItsMarkWhereItIsBetterThanAllOthers() {
        ExperimentConfiguration configuration =
                configuration(List.of(model("A", "{name: vavl}", "{}"), model("B|_&", "{name: mult}", "{}")), 3);
        TrialResults results = new TrialResults(
                List.of(
                        result("A", 1, 0.7),
                        result("A", 2, 0.81),
                        result("A", 3, 0.62),
                        result("B|_&", 1, 0.6),
                        result("B|_&", 2, 0.7),
                        result("B|_&", 3, 0.5)),
                List.of());
        try (Corpus corpus = corpus()) {
            Report report = new TableExperiment(new Study(configuration, corpus, folder)).report(results);
            List<Report.Table> tables = report.sections().stream()
                    .filter(Report.Table.class::isInstance)
                    .map(Report.Table.class::cast)
                    .toList();
            assertThat(tables.get(0).rows().get(0))
                    .containsExactly("A", "0.710±.095*", "0.500±.000", "—", "—", "—", "—");
            assertThat(tables.get(0).rows().get(1)).startsWith("B|_&", "0.600±.100", "0.500±.000");
            assertThat(tables.get(1).rows())
                    .containsExactly(
                            List.of("B|_&", "audio-visual F1 macro", "+0.110", "+11.000", ".004", ".009", ".240"),
                            List.of("B|_&", "audio-visual F1 micro", "+0.000", "+0.000", "1.000", "1.000", "1.000"));
            assertThat(MarkdownReport.of(report)).contains("| B\\|_& | 0.600±.100 |");
            assertThat(LatexReport.of(report)).contains("B|\\_\\& & 0.600$\\pm$.100 & ");
            assertThat(HtmlReport.of(report)).contains("<th scope=\"row\">B|_&amp;</th>");
        }
    }

    /** Seven comparisons of which none holds once it is one of many. */
    @Test
    void aDifferenceThatIsFoundAmongManyIsNotMarked() {
        List<ModelEntry> models = new ArrayList<>(List.of(model("A", "{name: vavl}", "{}")));
        List<TrialResult> done =
                new ArrayList<>(List.of(result("A", 1, 0.7), result("A", 2, 0.81), result("A", 3, 0.62)));
        for (int other = 1; other <= 7; other++) {
            models.add(model("B" + other, "{name: mult}", "{}"));
            done.addAll(List.of(result("B" + other, 1, 0.6), result("B" + other, 2, 0.7), result("B" + other, 3, 0.5)));
        }
        try (Corpus corpus = corpus()) {
            Study study = new Study(configuration(models, 3), corpus, folder);
            Report report = new TableExperiment(study).report(new TrialResults(done, List.of()));
            Report.Table results = (Report.Table) report.sections().get(1);
            assertThat(results.rows().get(0)).startsWith("A", "0.710±.095");
        }
    }

    @Test
    void aSingleTrialHasTheIntervalOverItsSpeakersBesideIt() {
        TrialResult one = new TrialResult(
                "A",
                1,
                "",
                "",
                1,
                Map.of(),
                Map.of(),
                Map.of("audio-visual", Map.of("f1Macro", 0.7)),
                Map.of("audio-visual", Map.of("f1Macro", List.of(0.61, 0.78))));
        try (Corpus corpus = corpus()) {
            Study study = new Study(configuration(List.of(model("A", "{name: vavl}", "{}")), 1), corpus, folder);
            Report report = new TableExperiment(study).report(new TrialResults(List.of(one), List.of()));
            Report.Table results = (Report.Table) report.sections().get(1);
            assertThat(results.rows().get(0)).startsWith("A", "0.700 [0.610, 0.780]");
        }
    }

    @Test
    void trialsAreAsManyAsTheFoldsAndNoFoldIsTestedTwice() throws IOException {
        Path file = Files.writeString(folder.resolve("e.yaml"), "corpus: c\nsplit: {type: folds, folds: 3}\n");
        ExperimentConfiguration read = ExperimentConfiguration.read(file, List.of());
        assertThat(read.trialCount()).isEqualTo(3);
        assertThat(read.toYaml()).contains("trials: 3\n");
        assertThat(ExperimentConfiguration.read(file, List.of("trials=2")).trialCount())
                .isEqualTo(2);
        assertThatThrownBy(() -> ExperimentConfiguration.read(file, List.of("trials=5")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("trials is 5, and must be at most 3, the folds of the split");
        assertThat(ExperimentConfiguration.defaults().trialCount()).isEqualTo(5);
    }

    private static final List<Modality> USUAL = List.of(new Modality("acoustic", 3), new Modality("visual", 2));
    private static final List<Modality> OTHERS = List.of(new Modality("speech", 3), new Modality("face", 2));

    /** The paper's columns, on a corpus that calls its modalities otherwise. */
    @Test
    void thePapersFiguresStandBesideModalitiesOfAnyName() {
        PublishedResults paper = PublishedResults.ofThePaper();
        ModelEntry face = new ModelEntry(
                "Uni. (face)",
                YamlTree.parse("{name: unimodal, preset: tiny, modality: face}", "test"),
                Optional.empty());
        PublishedResults.Row row = paper.row("crema-d", face, OTHERS).orElseThrow();
        assertThat(row.model()).isEqualTo("unimodal-visual");
        assertThat(row.value(new ResultColumn("face", "f1Macro"), OTHERS)).contains("0.725±.039");
        ModelEntry vavl = new ModelEntry("VAVL", YamlTree.parse("{name: vavl}", "test"), Optional.empty());
        PublishedResults.Row whole = paper.row("crema-d", vavl, OTHERS).orElseThrow();
        assertThat(whole.value(new ResultColumn("speech-face", "f1Macro"), OTHERS))
                .isEqualTo(whole.value(new ResultColumn("audio-visual", "f1Macro"), USUAL))
                .isPresent();
    }

    @Test
    @Tag("slow")
    void allOfThePapersNetworksAreComparedOnModalitiesOfOtherNames() throws IOException {
        SyntheticSettings settings = new SyntheticSettings(
                10,
                6,
                new SyntheticModality(new Modality("speech", 24), 20, 30, 60, 0.25, 0.8, 0.1, 0.05),
                new SyntheticModality(new Modality("face", 16), 10, 15, 30, 0.4, 0.6, 0.1, 0.1),
                0.5,
                true,
                1);
        try (Corpus corpus = new SyntheticCorpus(settings)) {
            Study study = new Study(configuration(List.of(), 1), corpus, folder);
            TrialResults results = new TableExperiment(study).run(new Events());
            assertThat(results.failed()).isEmpty();
            assertThat(results.done()).hasSize(8);
            assertThat(results.values("Uni. (face)", "face", "f1Macro")).hasSize(1);
        }
        assertThat(Files.readString(folder.resolve("table/results.csv")))
                .startsWith("model,speech-face F1 macro,speech-face F1 micro,speech F1 macro");
    }

    @Test
    void thePapersFiguresAreThoseOfItsTables() {
        PublishedResults paper = PublishedResults.ofThePaper();
        assertThat(paper.rows()).hasSize(30);
        ModelEntry visual = new ModelEntry(
                "Uni. (V)",
                JsonNodeFactory.instance.objectNode().put("name", "unimodal").put("preset", "visual-tiny"),
                Optional.empty());
        assertThat(paper.row("crema-d", visual, USUAL).orElseThrow().values())
                .isEqualTo(Map.of("visual.f1Macro", "0.725±.039", "visual.f1Micro", "0.783±.028"));
        ModelEntry uavm =
                new ModelEntry("UAVM", JsonNodeFactory.instance.objectNode().put("name", "uavm"), Optional.empty());
        assertThat(paper.row("msp-improv", uavm, USUAL).orElseThrow().values())
                .hasSize(9)
                .containsEntry("acoustic.ccc.dominance", "0.637±.384");
        assertThat(paper.row("ravdess", uavm, USUAL)).isEmpty();
    }
}
