package org.vavl.learning.corpus.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/** The files are made by tools/fixtures/msp_mosei_fixture.py, where each frame in a segment has the segment's sentiment as values. */
class CmuMoseiImporterTest {
    private static final String STANDARD = "standard";

    @TempDir
    Path folder;

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(CmuMoseiImporterTest.class.getResource("cmu-mosei/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImportPlan plan(Path source, Map<String, String> options) {
        CorpusImporter importer = Importers.named("cmu-mosei");
        return importer.plan(source, ImportOptions.of(importer, options));
    }

    /** Carries a plan out. */
    private ImportReport run(ImportPlan plan, Map<String, FeatureSource> sources) {
        try (CorpusImport work = new CorpusImport(plan, sources)) {
            return work.run(folder.resolve("out"), FeatureStorage.FLOAT32, (done, of) -> {});
        }
    }

    /** Each valid frame of each modality of each clip must have the clip's own sentiment. */
    private static void assertEachHasItsOwn(CorpusFolder corpus) {
        for (Clip clip : corpus.clips()) {
            double sentiment = Objects.requireNonNull(clip.labels().attributes().get("sentiment"));
            for (Modality modality : corpus.modalities()) {
                Optional<FeatureSequence> features = clip.features(modality);
                for (int t = 0; features.isPresent() && t < features.get().frames(); t++) {
                    assertThat(features.get().value(t, modality.width() - 1))
                            .as("%s %s frame %d", clip.id(), modality.name(), t)
                            .isEqualTo((float) sentiment);
                }
            }
        }
    }

    @Test
    void rawFilesAreCutByTheLabelsIntervals() {
        ImportPlan plan = plan(fixture("raw"), Map.of());
        ImportReport report = run(plan, Map.of());
        assertThat(report.failures()).isEmpty();
        assertThat(report.withoutFeatures()).isEmpty();
        assertThat(report.clipsByModality()).isEqualTo(Map.of("acoustic", 10, "visual", 7));
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.clips())
                    .extracting(Clip::id)
                    .containsExactly(
                            "208416[0]",
                            "208416[1]",
                            "208416[2]",
                            "_x-1[2]yZ9w[0]",
                            "_x-1[2]yZ9w[1]",
                            "aBcDeFgHiJk[0]",
                            "aBcDeFgHiJk[1]",
                            "aBcDeFgHiJk[2]",
                            "aBcDeFgHiJk[4]",
                            "nosplit____[0]");
            assertThat(corpus.modalities()).extracting(Modality::width).containsExactly(74, 35);
            assertEachHasItsOwn(corpus);
            FeatureSequence second =
                    corpus.clips().get(6).features(corpus.modalities().get(0)).orElseThrow();
            assertThat(second.frames()).isEqualTo(50); // of 0.05 s in 2.517 s
            assertThat(second.frameRate()).isCloseTo(20, org.assertj.core.api.Assertions.within(1e-3));
            Map<String, Part> parts = corpus.partitions().get(STANDARD);
            assertThat(parts)
                    .containsEntry("208416[1]", Part.TEST)
                    .containsEntry("_x-1[2]yZ9w[1]", Part.DEVELOPMENT)
                    .containsEntry("aBcDeFgHiJk[4]", Part.TRAIN)
                    .doesNotContainKey("nosplit____[0]");
        }
        assertThat(plan.clips().get(5).entry().speaker()).isEqualTo("aBcDeFgHiJk");
        assertThat(plan.clips().get(5).entry().labels().attributes())
                .containsEntry("sentiment", -3.0)
                .hasSize(7);
        assertThat(plan.clips().get(6).entry().labels().attributes()).containsEntry("happy", 0.33333334);
    }

    @Test
    void whatCannotBeMatchedIsCountedAndNamed() {
        List<String> unmatched = new ArrayList<>(plan(fixture("raw"), Map.of()).warnings());
        assertThat(unmatched)
                .containsExactlyInAnyOrder(
                        "1 segments have no duration, and are left out: aBcDeFgHiJk[3]",
                        "1 videos are in no part of sentiment.csv: nosplit____",
                        "1 videos of sentiment.csv have no labels: notThere123",
                        "1 videos of CMU_MOSEI_COVAREP.csd have no labels: stranger___");
        assertThat(plan(fixture("raw"), Map.of()).description().notes()).containsAll(unmatched);
    }

    @Test
    void alignedFilesAreReadByTheirOwnIntervals() {
        ImportReport report = run(plan(fixture("aligned"), Map.of()), Map.of());
        assertThat(report.failures()).isEmpty();
        assertThat(report.clipsByModality()).isEqualTo(Map.of("acoustic", 13, "visual", 13));
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertEachHasItsOwn(corpus);
            assertThat(corpus.partitions().get(STANDARD)).containsEntry("overlap[1]", Part.TEST);
        }
    }

    @Test
    void alignedFeaturesFitTheRawLabels() {
        ImportPlan plan = plan(fixture("raw/labels/CMU_MOSEI_Labels.csd"), Map.of());
        FeatureSource aligned =
                new FeatureSources(List.of()).open("acoustic", "csd:" + fixture("words/CMU_MOSEI_COVAREP.csd"));
        run(plan, Map.of("acoustic", aligned));
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.clips()).hasSize(10);
            assertEachHasItsOwn(corpus);
        }
    }

    @Test
    void filesThatAreAlignedToWordsAreNotMistakenForSegments() {
        run(plan(fixture("words"), Map.of()), Map.of());
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.clips()).hasSize(10);
            assertThat(corpus.clips()).allSatisfy(clip -> assertThat(
                            clip.features(corpus.modalities().get(0))
                                    .orElseThrow()
                                    .frames())
                    .isEqualTo(4));
            assertEachHasItsOwn(corpus);
        }
    }

    @Test
    void tableNumbersAreNotTheSegmentsOfComputationalSequences() throws IOException {
        Path table = Files.writeString(
                folder.resolve("sentiment.csv"), "segment,split,sentiment\n208416_0,train,1\n208416_2,train,2\n");
        ImportPlan plan = plan(folder, Map.of());
        assertThat(plan.clips())
                .extracting(PlannedClip::keys)
                .containsExactly(List.of("208416_0"), List.of("208416_2"));
        FeatureSources sources = new FeatureSources(List.of());
        FeatureSource aligned = sources.open("visual", "csd:" + fixture("aligned/FACET 4.2.csd"));
        assertThatThrownBy(() -> run(plan, Map.of("visual", aligned)))
                .hasMessageContaining("no clip of 2 could be imported")
                .hasMessageContaining("208416_0");
        Files.copy(fixture("aligned/FACET 4.2.csd"), folder.resolve("FACET.csd"));
        assertThatThrownBy(() -> plan(folder, Map.of())).hasMessageContaining("has no CMU_MOSEI_Labels.csd");
        assertThat(plan(table, Map.of()).clips()).hasSize(2);
    }

    @Test
    void emotionsAreLabelsToo() {
        ImportPlan plan = plan(fixture("raw"), Map.of("labels", "emotions"));
        assertThat(plan.description().task().outputNames())
                .containsExactly("happy", "sad", "anger", "surprise", "disgust", "fear");
        assertThat(plan.description().task().target(plan.clips().get(5).entry().labels()))
                .hasValueSatisfying(
                        target -> assertThat(target).containsExactly(0f, 1 / 3f, 2 / 3f, 1f, 4 / 3f, 5 / 3f));
        assertThat(plan(fixture("raw"), Map.of("labels", "all"))
                        .description()
                        .task()
                        .outputs())
                .isEqualTo(7);
        assertThatThrownBy(() -> plan(fixture("raw"), Map.of("labels", "faces")))
                .hasMessageContaining("faces");
        assertThatThrownBy(() -> plan(fixture("raw"), Map.of("frameRates", "text=1")))
                .hasMessageContaining("option frameRates means nothing for a folder of .csd files");
    }

    @Test
    void wordsAreAThirdModalityWhereTheyAreAskedFor() {
        run(plan(fixture("raw"), Map.of("modalities", "text,acoustic,visual")), Map.of());
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.modalities()).extracting(Modality::name).containsExactly("acoustic", "visual", "text");
            assertThat(corpus.clips())
                    .filteredOn(clip -> clip.speaker().equals("208416"))
                    .isNotEmpty()
                    .allMatch(clip -> clip.modalities().equals(Set.of("acoustic", "text")));
            assertThat(corpus.clips())
                    .filteredOn(clip -> !clip.speaker().equals("208416"))
                    .isNotEmpty()
                    .allMatch(clip -> clip.modalities().size() == 3);
            assertEachHasItsOwn(corpus);
        }
        assertThatThrownBy(() -> plan(fixture("words"), Map.of("modalities", "acoustic,text")))
                .hasMessageContaining("has no .csd file of text features: glove or wordvector or bert")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> plan(fixture("raw"), Map.of("modalities", "smell")))
                .hasMessageContaining("modality 'smell'");
    }

    @Test
    void splitsNameAVideoOnce() throws IOException {
        Path splits = Files.writeString(folder.resolve("s.csv"), "video,split\n208416,train\n208416,test\n");
        assertThatThrownBy(() -> plan(fixture("raw"), Map.of("splits", splits.toString())))
                .hasMessageContaining("line 3: video 208416 is in test, and before in train");
        Path script = Files.writeString(
                folder.resolve("folds.py"), "standard_train_fold=['a', 'b']\nstandard_test_fold = [\"b\"]\n");
        assertThatThrownBy(() -> plan(fixture("raw"), Map.of("splits", script.toString())))
                .hasMessageContaining("video b is in train and in test");
        Files.writeString(script, "import os; os.system('true')");
        assertThatThrownBy(() -> plan(fixture("raw"), Map.of("splits", script.toString())))
                .hasMessageContaining("names no videos");
    }

    @Test
    void labelsOutOfTheirRangeAreRefused() {
        Path file = folder.resolve("Labels.csd");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            var entry = hdf.putGroup("All Labels").putGroup("data").putGroup("v");
            entry.putDataset("features", new float[][] {{1}, {3.5f}});
            entry.putDataset("intervals", new double[][] {{0, 1}, {1, 2}});
        }
        assertThatThrownBy(() -> plan(file, Map.of())).hasMessageContaining("sentiment in row 1 of v is 3.5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            var entry = hdf.putGroup("All Labels").putGroup("data").putGroup("v");
            entry.putDataset("features", new float[][] {{1}});
            entry.putDataset("intervals", new double[][] {{1, Double.NaN}});
        }
        assertThatThrownBy(() -> plan(file, Map.of()))
                .hasMessageContaining("interval 0 of segment v is from 1.0 to NaN");
    }

    @Test
    void damagedLabelsAreNamed() throws IOException {
        byte[] good = Files.readAllBytes(fixture("raw/labels/CMU_MOSEI_Labels.csd"));
        Random random = new Random(1);
        Path damaged = folder.resolve("damaged.csd");
        for (int i = 0; i < 200; i++) {
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int change = 0; change < 100 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                plan(damaged, Map.of());
            } catch (VavlException e) {
                assertThat(e.getMessage()).as("file %d", i).contains("damaged.csd");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void picklesOfMmsaAreReadInEveryProtocol(int protocol) {
        ImportPlan plan = plan(fixture("mmsa-protocol" + protocol + ".pkl"), Map.of());
        ImportReport report = run(plan, Map.of());
        assertThat(report.failures()).isEmpty();
        assertThat(report.clipsByModality()).isEqualTo(Map.of("acoustic", 6, "visual", 6));
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.clips())
                    .extracting(Clip::id)
                    .containsExactly("a_b$_$0", "a_b$_$3", "cD-e$_$12", "fGh$_$1", "iJk$_$0", "lMn$_$7");
            assertThat(corpus.clips().get(1).speaker()).isEqualTo("a_b");
            assertThat(corpus.partitions().get(STANDARD))
                    .containsEntry("cD-e$_$12", Part.TRAIN)
                    .containsEntry("fGh$_$1", Part.DEVELOPMENT)
                    .containsEntry("iJk$_$0", Part.TEST);
            for (int i = 0; i < 6; i++) {
                Clip clip = corpus.clips().get(i);
                int row = List.of(0, 1, 2, 0, 0, 1).get(i);
                float sentiment = Objects.requireNonNull(
                                clip.labels().attributes().get("sentiment"))
                        .floatValue();
                assertFrames(clip.features(corpus.modalities().get(0)).orElseThrow(), row % 4 + 2, sentiment + 10);
                assertFrames(clip.features(corpus.modalities().get(1)).orElseThrow(), 4 - row % 2, sentiment + 20);
            }
            FeatureSequence acoustic =
                    corpus.clips().get(0).features(corpus.modalities().get(0)).orElseThrow();
            assertThat(acoustic.valid().stream()).containsExactly(1); // the first has a value that is infinite
            assertThat(corpus.clips().get(0).features(corpus.modalities().get(1)).orElseThrow().valid().stream())
                    .containsExactly(0, 2, 3);
        }
    }

    /** Padding is cut off, and what is valid has the one value. */
    private static void assertFrames(FeatureSequence sequence, int frames, float value) {
        assertThat(sequence.frames()).isEqualTo(frames);
        sequence.valid().stream().forEach(t -> assertThat(sequence.value(t, sequence.width() - 1))
                .isEqualTo(value));
        assertThat(sequence.validFrames()).isPositive();
    }

    @Test
    void textAndFrameRatesOfPicklesAreOptions() {
        ImportPlan plan =
                plan(fixture("mmsa-protocol4.pkl"), Map.of("modalities", "text,acoustic", "frameRates", "acoustic=20"));
        run(plan, Map.of());
        assertThat(plan.warnings()).singleElement().asString().contains("that of text features is given as 1");
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.modalities()).extracting(Modality::name).containsExactly("acoustic", "text");
            assertThat(corpus.clips()
                            .get(0)
                            .features(corpus.modalities().get(0))
                            .orElseThrow()
                            .frameRate())
                    .isEqualTo(20);
        }
        assertThatThrownBy(() -> plan(fixture("mmsa-protocol4.pkl"), Map.of("modalities", "smell")))
                .hasMessageContaining("modality 'smell'");
        assertThatThrownBy(() -> plan(fixture("mmsa-protocol4.pkl"), Map.of("splits", "x")))
                .hasMessageContaining("option splits means nothing for a .pkl");
    }

    @Test
    void damagedPicklesAreNamed() throws IOException {
        byte[] good = Files.readAllBytes(fixture("mmsa-protocol4.pkl"));
        Random random = new Random(1);
        Path damaged = folder.resolve("damaged.pkl");
        Map<Boolean, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int change = 0; change < 5 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                ImportPlan plan = plan(damaged, Map.of());
                plan.clips().forEach(clip -> plan.sources().values().forEach(source -> source.features(clip)));
                plan.sources().values().forEach(FeatureSource::close);
                outcomes.merge(true, 1, Integer::sum);
            } catch (VavlException e) {
                assertThat(e.getMessage()).as("file %d", i).doesNotContain("\n");
                outcomes.merge(false, 1, Integer::sum);
            }
        }
        assertThat(outcomes).hasSize(2);
    }

    @Test
    void taskIsTheSentiment() {
        assertThat(plan(fixture("mmsa-protocol2.pkl"), Map.of()).description().task())
                .isEqualTo(new Task.Regression(List.of(new Task.Attribute("sentiment", -3, 3))));
        assertThatThrownBy(() -> plan(folder, Map.of())).hasMessageContaining("neither .csd files nor a .pkl");
    }
}
