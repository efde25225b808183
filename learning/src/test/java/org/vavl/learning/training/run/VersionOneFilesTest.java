package org.vavl.learning.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.PredictionRow;
import org.vavl.learning.training.ExponentialMovingAverage;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.optimiser.Optimiser;
import org.vavl.model.EmotionModel;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Provenance;

/**
 * Reads what the code of commit 1eaae44 wrote ({@code tools/fixtures/version_1.sh}), and gets the answers that it got: models, corpora, runs
 * and features outlive the version that made them.
 */
class VersionOneFilesTest {
    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    private static Path file(String name) {
        try {
            URL url = VersionOneFilesTest.class.getResource("/org/vavl/learning/version1/" + name);
            return Path.of(Objects.requireNonNull(url, name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aModelAnswersForACorpusAsItDid() {
        try (TrainedModel model = ModelFile.read(file("run/model.safetensors"), Device.CPU);
                CorpusFolder corpus = CorpusFolder.open(file("corpus"))) {
            TrainedRun run = new TrainedRun(model.description());
            requireAnswers("predictions.csv", model, run.allClips(corpus));
            requireAnswers("predictions-test.csv", model, run.clips(corpus, Part.TEST));
        }
    }

    private static void requireAnswers(String table, TrainedModel model, List<Clip> clips) {
        List<PredictionRow> rows =
                new Evaluator(model, Precision.FLOAT32, 4).predict(clips).rows();
        try (CsvReader reader = CsvReader.open(file(table))) {
            List<CsvRow> expected = reader.rows();
            assertThat(rows).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                CsvRow line = expected.get(i);
                PredictionRow row = rows.get(i);
                assertThat(row.clip()).isEqualTo(line.require("clip"));
                assertThat(row.speaker()).isEqualTo(line.require("speaker"));
                assertThat(String.join("+", row.selectedHeads())).isEqualTo(line.require("answeredBy"));
                row.heads().forEach((head, values) -> {
                    assertThat((double) values[0]).isCloseTo(line.measurement(head + ".angry"), within(TOLERANCE));
                    assertThat((double) values[1]).isCloseTo(line.measurement(head + ".calm"), within(TOLERANCE));
                });
            }
        }
    }

    @Test
    void featuresOfAFolderAreReadWithWhatMadeThem() {
        FeatureFolder features = FeatureFolder.read(file("features")).orElseThrow();
        assertThat(features.extractor().name()).isEqualTo("logmel");
        assertThat(features.columns()).hasSize(9).startsWith("mel-0").endsWith("voicing");
        FeatureSequence sequence =
                NpyFile.read(file("features/c1.npy"), features.frameRate("c1"), features.extractor());
        try (CorpusFolder corpus = CorpusFolder.open(file("corpus"))) {
            FeatureSequence stored =
                    corpus.clips().get(0).features().get("acoustic").get();
            assertThat(sequence.frames()).isEqualTo(stored.frames()).isPositive();
            FloatBuffer values = sequence.values();
            FloatBuffer expected = stored.values();
            for (int t = 0; t < sequence.frames(); t++) {
                assertThat(sequence.isValid(t)).isEqualTo(stored.isValid(t));
                for (int d = 0; stored.isValid(t) && d < 9; d++) {
                    assertThat(values.get(t * 9 + d)).isEqualTo(expected.get(t * 9 + d));
                }
            }
        }
    }

    @Test
    void aRunStandsWhereItStoodAndItsConfigurationIsRead() throws IOException {
        assertThat(restore(file("run/checkpoint.safetensors"), run -> {})).isEqualTo(8);
        RunConfiguration configuration =
                RunConfiguration.parse(Files.readString(file("run/config.yaml")), "run/config.yaml");
        assertThat(configuration.training().epochs()).isEqualTo(8);
        assertThat(configuration.training().learningRate()).isEqualTo(0.01);
    }

    /** Returns the epoch. */
    private static int restore(Path checkpoint, Consumer<TrainingState> check) {
        try (TrainedModel model = ModelFile.read(file("run/model.safetensors"), Device.CPU);
                EmotionModel network = model.network()
                        .configuration()
                        .build(
                                model.network().modalities(),
                                model.network().task(),
                                ParameterStore.initialised(Device.CPU, 1))) {
            TrainingConfiguration training = TrainingConfiguration.defaultsFor(network.task());
            Map<String, Tensor> parameters = network.parameters().parameters();
            try (Optimiser optimiser =
                            training.optimiser().start(network.parameters().learnable());
                    ExponentialMovingAverage average = new ExponentialMovingAverage(parameters, 0)) {
                TrainingState state = new Checkpoint(checkpoint, new RunIdentity(run(), "", 1))
                        .restore(new TrainedTensors(network.parameters(), optimiser, average));
                check.accept(state);
                assertThat(state.history()).hasSize(8);
                assertThat(state.history().get(0).score()).isEqualTo(1.0);
                requireSame(checkpoint, parameters);
                return state.epoch();
            }
        }
    }

    private static void requireSame(Path checkpoint, Map<String, Tensor> parameters) {
        try (SafetensorsFile original = SafetensorsFile.open(checkpoint);
                PointerScope scope = new PointerScope()) {
            parameters.forEach((name, parameter) -> assertThat(
                            parameter.equal(TensorFiles.read(original, "parameter." + name, Device.CPU)))
                    .as(name)
                    .isTrue());
        }
    }

    private static String run() {
        try (SafetensorsFile file = SafetensorsFile.open(file("run/checkpoint.safetensors"))) {
            return Objects.requireNonNull(file.metadata().get("vavl.run"));
        }
    }

    private Path changed(Consumer<Map<String, String>> change) {
        Path changed = folder.resolve("changed.safetensors");
        try (SafetensorsFile original = SafetensorsFile.open(file("run/checkpoint.safetensors"));
                PointerScope scope = new PointerScope()) {
            Map<String, String> metadata = new TreeMap<>(original.metadata());
            change.accept(metadata);
            TensorFiles.write(changed, metadata, TensorFiles.read(original, name -> true, Device.CPU));
        }
        return changed;
    }

    @Test
    void aCheckpointOfAnotherVersionOrWithoutAPartOfItsStateIsRefusedByName() {
        requireRefused(changed(metadata -> metadata.put("vavl.format", "2")), "its vavl.format is '2'");
        requireRefused(
                changed(metadata -> metadata.compute("vavl.state", (key, json) -> json.replace("\"epoch\":8,", ""))),
                "epoch");
        requireRefused(
                changed(metadata ->
                        metadata.compute("vavl.state", (key, json) -> json.replace("\"score\":1.0", "\"score\":null"))),
                "score");
        requireRefused(changed(metadata -> metadata.remove("vavl.state")), "vavl.state");
        requireRefused(changed(metadata -> metadata.remove("vavl.run")), "belongs to another run");
    }

    private static void requireRefused(Path checkpoint, String named) {
        assertThatThrownBy(() -> restore(checkpoint, state -> {}))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll(checkpoint.toString(), named);
    }

    @Test
    void aSplitThatTheModelDoesNotSayWholeIsNotGuessed() {
        try (TrainedModel model = ModelFile.read(file("run/model.safetensors"), Device.CPU);
                CorpusFolder corpus = CorpusFolder.open(file("corpus"))) {
            Map<String, String> facts = new TreeMap<>(model.provenance().facts());
            facts.compute("configuration", (key, yaml) -> yaml.replaceFirst("(?m)^  seed: 3$\n", ""));
            TrainedModel older = model.with(new Provenance(facts, ""));
            assertThatThrownBy(() -> new TrainedRun(older.description()).clips(corpus, Part.TEST))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("split.seed");
        }
    }
}
