package org.vavl.learning.experiment.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.SilentTrials;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.nn.LibTorch;

class EmbeddingExperimentTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    private static ClipEmbedding embedding(float[] acoustic, float[] visual) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        vectors.put("acoustic", acoustic);
        vectors.put("visual", visual);
        return new ClipEmbedding(new Clip("a", "s", Labels.ofClass("x"), Map.of()), vectors);
    }

    @Test
    void cosineDistancesAreThoseOfTheAngles() {
        assertThat(distance(new float[] {1, 0}, new float[] {3, 0})).isCloseTo(0, within(1e-12));
        assertThat(distance(new float[] {1, 0}, new float[] {0, 2})).isCloseTo(1, within(1e-12));
        assertThat(distance(new float[] {1, 1}, new float[] {-2, -2})).isCloseTo(2, within(1e-12));
        assertThat(distance(new float[] {1, 0}, new float[] {1, 1})).isCloseTo(1 - Math.sqrt(0.5), within(1e-12));
    }

    private static double distance(float[] acoustic, float[] visual) {
        return embedding(acoustic, visual).cosineDistances().get("acoustic–visual");
    }

    @Test
    void threeModalitiesHaveThreeDistances() {
        ClipEmbedding embedding = embedding(new float[] {1, 0}, new float[] {0, 1});
        embedding.vectors().put("text", new float[] {1, 1});
        EmbeddingDistances distances = new EmbeddingDistances();
        distances.add(List.of(embedding));
        distances.add(List.of(embedding));
        assertThat(distances.summaries()).containsOnlyKeys("acoustic–visual", "acoustic–text", "visual–text");
        assertThat(distances.summaries().get("acoustic–visual").mean()).isCloseTo(1, within(1e-12));
        assertThat(distances.summaries().get("visual–text").mean()).isCloseTo(1 - Math.sqrt(0.5), within(1e-12));
    }

    /** scikit-learn 1.9's PCA of these vectors, each component's largest weight made positive. */
    @Test
    void componentsAreThoseOfScikitLearn() {
        PrincipalComponents found = PrincipalComponents.of(List.of(
                new float[] {1, 2, 0.5f},
                new float[] {2, 1, 3},
                new float[] {0, 1, 1},
                new float[] {4, 3, 2},
                new float[] {1, 0, 5}));
        assertThat(xs(found))
                .usingComparatorForType(EmbeddingExperimentTest::compare, Double.class)
                .containsExactly(-1.6463, 0.68552, -0.48054, -1.64598, 3.0873);
        assertThat(ys(found))
                .usingComparatorForType(EmbeddingExperimentTest::compare, Double.class)
                .containsExactly(-1.11256, 0.52457, -2.04378, 2.38701, 0.24476);
        assertThat(found.shares().get(0)).isCloseTo(0.57544, within(1e-4));
        assertThat(found.shares().get(1)).isCloseTo(0.42087, within(1e-4));
    }

    private static int compare(double a, double b) {
        return Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b);
    }

    private static List<Double> xs(PrincipalComponents components) {
        return components.points().stream().map(PrincipalComponents.Point::x).toList();
    }

    private static List<Double> ys(PrincipalComponents components) {
        return components.points().stream().map(PrincipalComponents.Point::y).toList();
    }

    @Test
    void aProjectionIsTheSameEachTimeAndDoesNotGoByTheOrder() {
        long seed = 3;
        Random random = new Random(seed);
        List<float[]> vectors = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            float[] vector = new float[12];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian() * (d + 1);
            }
            vectors.add(vector);
        }
        PrincipalComponents once = PrincipalComponents.of(vectors);
        assertThat(PrincipalComponents.of(vectors)).isEqualTo(once);
        List<Integer> order =
                new ArrayList<>(java.util.stream.IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(order, random);
        PrincipalComponents shuffled =
                PrincipalComponents.of(order.stream().map(vectors::get).toList());
        for (int i = 0; i < order.size(); i++) {
            assertThat(shuffled.points().get(i).x())
                    .as("seed %d", seed)
                    .isCloseTo(once.points().get(order.get(i)).x(), within(1e-6));
            assertThat(shuffled.points().get(i).y())
                    .as("seed %d", seed)
                    .isCloseTo(once.points().get(order.get(i)).y(), within(1e-6));
        }
    }

    @Test
    void attributesAreColouredByThirdsOfTheirRange() {
        Task task = new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5)));
        List<ClipEmbedding> embeddings = new ArrayList<>();
        for (double arousal : new double[] {1, 2, 3, 4.9, 5}) {
            Clip clip = new Clip("a" + arousal, "s", new Labels(Map.of(), Map.of("arousal", arousal)), Map.of());
            embeddings.add(new ClipEmbedding(
                    clip, Map.of("acoustic", new float[] {(float) arousal, 1}, "visual", new float[] {1, 0})));
        }
        assertThat(EmbeddingMap.of("M", embeddings, task).dots().stream()
                        .filter(dot -> dot.modality().equals("visual"))
                        .map(EmbeddingMap.Dot::label))
                .containsExactly("low arousal", "low arousal", "middle arousal", "high arousal", "high arousal");
    }

    @Test
    @Tag("slow")
    void everyNetworkWithSharedLayersHasItsDistanceAndItsMap() {
        ExperimentConfiguration configuration = ExperimentConfiguration.defaults()
                .withCorpus("synthetic")
                .withTrials(2)
                .withPreset("tiny")
                .withTraining(YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test"));
        try (Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(1).withSize(10, 6))) {
            Study study = new Study(configuration, corpus, folder);
            SilentTrials listener = new SilentTrials();
            assertThat(new EmbeddingExperiment(study).run(listener).done()).hasSize(6);
            listener.requireMeasured(6);
            assertThatThrownBy(() -> new EmbeddingExperiment(new Study(
                            configuration.withModels(List.of(new ModelEntry(
                                    "MulT", YamlTree.parse("{name: mult, preset: tiny}", "test"), Optional.empty()))),
                            corpus,
                            folder)))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("share layers");
        }
        Path reports = folder.resolve("embedding");
        assertThat(reports.resolve("cosine-distances.csv"))
                .content()
                .containsPattern("VAVL,[01]\\.\\d+±")
                .contains("UAVM,", "AuxFormer,");
        assertThat(reports.resolve("distances.svg")).isNotEmptyFile();
        assertThat(reports.resolve("map-auxformer.pdf")).isNotEmptyFile();
        assertThat(reports.resolve("points.csv")).content().contains("VAVL,speaker");
    }

    @Test
    @Tag("slow")
    void threeModalitiesHaveAColumnForEachPair() {
        ExperimentConfiguration configuration = ExperimentConfiguration.defaults()
                .withCorpus("synthetic")
                .withTrials(1)
                .withPreset("tiny")
                .withTraining(YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test"));
        try (Corpus corpus =
                new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 6).withText())) {
            assertThat(new EmbeddingExperiment(new Study(configuration, corpus, folder))
                            .run(new SilentTrials())
                            .failed())
                    .isEmpty();
        }
        assertThat(folder.resolve("embedding/cosine-distances.csv"))
                .content()
                .contains("model,acoustic–visual,acoustic–text,visual–text")
                .containsPattern("VAVL,[012]\\.\\d+,[012]\\.\\d+,[012]\\.\\d+");
    }
}
