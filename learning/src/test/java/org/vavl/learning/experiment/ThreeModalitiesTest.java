package org.vavl.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.CorpusImport;
import org.vavl.learning.corpus.importer.CorpusImporter;
import org.vavl.learning.corpus.importer.ImportOptions;
import org.vavl.learning.corpus.importer.Importers;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.masking.MaskingExperiment;
import org.vavl.learning.experiment.table.TableExperiment;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.CorpusDefaults;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Fusion;

/** A corpus of speech, face and text, from training to tables. */
@Tag("slow")
class ThreeModalitiesTest {
    private static final List<String> SUBSETS = List.of("audio-visual", "acoustic-text", "visual-text");
    private static final String ALL = "acoustic-visual-text";

    @TempDir
    private Path folder;

    private static Corpus corpus(double absent) {
        return corpus(6, absent);
    }

    private static Corpus corpus(int clips, double absent) {
        return new SyntheticCorpus(SyntheticSettings.standard(1)
                .withSize(8, clips)
                .withAbsent(absent, absent)
                .withText());
    }

    private RunConfiguration configuration(Corpus corpus) {
        return RunConfiguration.of(folder, CorpusDefaults.of(corpus), """
                model: {name: vavl, preset: tiny}
                training: {epochs: 2, batchSize: 8, checkpointSteps: 2, precision: float32, threads: 1}
                """);
    }

    /** Ends a training from within, as a kill would from without. */
    private static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private TrainingResult train(String run, RunConfiguration configuration, Corpus corpus, TrainingListener listener) {
        try (RunFolder open = RunFolder.open(folder.resolve(run))) {
            return Trainer.train(configuration, corpus, open, listener);
        }
    }

    @Test
    void aTrainingThatIsCutOffEndsWithTheSameFilesBitForBit() throws IOException {
        try (Corpus corpus = corpus(0.1)) {
            RunConfiguration configuration = configuration(corpus);
            train("whole", configuration, corpus, TrainingListener.SILENT);
            for (int step : List.of(1, 3, 6)) {
                try {
                    train("cut", configuration, corpus, new TrainingListener() {
                        @Override
                        public void stepDone(int epoch, long stepsDone, double loss) {
                            if (stepsDone >= step) {
                                throw new CutOff();
                            }
                        }
                    });
                } catch (CutOff expected) {
                    assertThat(expected).isNotNull();
                }
            }
            train("cut", configuration, corpus, TrainingListener.SILENT);
        }
        for (String file : List.of("model.safetensors", "checkpoint.safetensors", "history.csv")) {
            assertThat(Files.mismatch(
                            folder.resolve("whole").resolve(file),
                            folder.resolve("cut").resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    /** The heads of every set of modalities learn, weights are found for each, and a clip is answered for by those for what it has. */
    @Test
    void everySetOfModalitiesIsTrainedWeightedAndMeasured() {
        try (Corpus corpus = corpus(0.1)) {
            TrainingResult trained = train("run", configuration(corpus), corpus, TrainingListener.SILENT);
            assertThat(trained.history().get(0).development())
                    .containsKeys("acoustic.f1Macro", ALL + ".f1Macro", "acoustic-text.f1Macro", "answer.f1Macro");
            try (TrainedModel model = ModelFile.read(trained.model(), Device.CPU)) {
                Fusion.Weighted fusion = (Fusion.Weighted) model.fusion();
                assertThat(fusion.states()).hasSize(4).allSatisfy(state -> assertThat(state.headNames())
                        .isNotEmpty());
                for (List<Modality> set : Head.sets(corpus.modalities())) {
                    Set<String> names =
                            Set.copyOf(set.stream().map(Modality::name).toList());
                    List<Clip> clips = corpus.clips().stream()
                            .filter(clip -> clip.modalities().containsAll(names))
                            .map(clip -> clip.only(names))
                            .toList();
                    List<Prediction> alone =
                            TorchNetwork.predictor(model, Precision.FLOAT32, 1).predict(clips);
                    List<Prediction> together =
                            TorchNetwork.predictor(model, Precision.FLOAT32, 16).predict(clips);
                    for (int i = 0; i < clips.size(); i++) {
                        assertThat(alone.get(i).heads())
                                .containsKey(Head.joining(set).name());
                        assertThat(together.get(i).selectedHeads())
                                .isEqualTo(alone.get(i).selectedHeads());
                        for (int c = 0; c < alone.get(i).outputs().size(); c++) {
                            assertThat(together.get(i).outputs().get(c))
                                    .isCloseTo(alone.get(i).outputs().get(c), within(1e-5));
                        }
                    }
                }
            }
        }
    }

    private static ModelEntry entry(String label, String model) {
        return new ModelEntry(label, YamlTree.parse(model, "test"), Optional.empty());
    }

    @Test
    void tablesHaveColumnsAndMaskingHasCurvesForEverySetOfModalities() {
        ExperimentConfiguration configuration = ExperimentConfiguration.defaults()
                .withCorpus("synthetic")
                .withTrials(1)
                .withModels(List.of(
                        entry("VAVL", "{name: vavl, preset: tiny}"), entry("MulT", "{name: mult, preset: tiny}")))
                .withTraining(YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test"))
                .withMetrics(List.of("f1Macro"));
        try (Corpus corpus = corpus(3, 0)) {
            Study study = new Study(configuration, corpus, folder);
            TrialResults results = new TableExperiment(study).run(new SilentTrials());
            TrialResult vavl = results.done().get(0);
            assertThat(vavl.metrics())
                    .containsKeys("acoustic", "text", ALL)
                    .containsKeys(SUBSETS.toArray(String[]::new));
            assertThat(folder.resolve("table/results.csv"))
                    .content()
                    .startsWith("model,acoustic-visual-text F1 macro,audio-visual F1 macro,acoustic-text F1 macro,"
                            + "visual-text F1 macro,acoustic F1 macro,visual F1 macro,text F1 macro");
            new MaskingExperiment(study).run(new SilentTrials());
            assertThat(folder.resolve("masking/curves.csv"))
                    .content()
                    .contains("VAVL,acoustic and text,\"random frames, masked\"")
                    .contains("VAVL,every modality,")
                    .hasLineCount(1 + 2 * 7 * 4);
            assertThat(folder.resolve("masking/subsets.csv")).content().contains("acoustic and text");
        }
    }

    /** From computational sequences as CMU's SDK downloads them: COVAREP, FACET and words. */
    @Test
    void cmuMoseiIsLearntFromSpeechFaceAndWords() throws URISyntaxException {
        Path raw = Path.of(Objects.requireNonNull(Importers.class.getResource("cmu-mosei/raw"), "the corpus in small")
                .toURI());
        CorpusImporter importer = Importers.named("cmu-mosei");
        ImportPlan plan = importer.plan(raw, ImportOptions.of(importer, Map.of("modalities", "acoustic,visual,text")));
        try (CorpusImport work = new CorpusImport(plan, new FeatureSources(List.of()).openAll(plan, Map.of()))) {
            work.run(folder.resolve("mosei"), FeatureStorage.FLOAT32, (done, of) -> {});
        }
        try (Corpus corpus = CorpusFolder.open(folder.resolve("mosei"))) {
            RunConfiguration configuration =
                    RunConfiguration.of(folder.resolve("mosei"), CorpusDefaults.of(corpus), """
                    split: {type: partition, name: standard}
                    model: {name: vavl, preset: tiny}
                    training: {epochs: 2, batchSize: 2, precision: float32, threads: 1}
                    """);
            TrainingResult trained = train("mosei-run", configuration, corpus, TrainingListener.SILENT);
            assertThat(trained.history().get(1).development())
                    .containsKeys("visual-text.mae", ALL + ".mae", "answer.mae");
            try (TrainedModel model = ModelFile.read(trained.model(), Device.CPU)) {
                List<Clip> faceless = corpus.clips().stream()
                        .filter(clip -> clip.modalities().equals(Set.of("acoustic", "text")))
                        .toList();
                assertThat(faceless).isNotEmpty();
                assertThat(TorchNetwork.predictor(model, Precision.FLOAT32, 4).predict(faceless))
                        .allSatisfy(prediction ->
                                assertThat(prediction.heads()).containsOnlyKeys("acoustic", "text", "acoustic-text"));
            }
        }
    }

    @Test
    void whatIsPublishedForTwoModalitiesIsLeftOutAndNamed() {
        try (Corpus corpus = corpus(0)) {
            Study study = new Study(ExperimentConfiguration.defaults().withCorpus("synthetic"), corpus, folder);
            assertThat(study.models())
                    .extracting(ModelEntry::label)
                    .containsExactly("VAVL", "MulT", "Uni. (A)", "Uni. (V)", "Uni. (text)");
            assertThat(study.leftOut()).containsExactly("UAVM", "AuxFormer", "SFAV", "TLSTM");
            assertThat(study.trials()).hasSize(25);
        }
        try (Corpus two = new SyntheticCorpus(SyntheticSettings.standard(1))) {
            assertThat(new Study(ExperimentConfiguration.defaults().withCorpus("synthetic"), two, folder).leftOut())
                    .isEmpty();
        }
    }
}
