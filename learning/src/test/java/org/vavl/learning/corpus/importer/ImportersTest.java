package org.vavl.learning.corpus.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

class ImportersTest {
    private static final String CREMA_D = """
            FileName,angry,sad,disgust,fear,neutral,happy,SpkrID,Gender,Split_Set
            1026_IEO_ANG_HI.wav,0.856,0.01,0.01,0.104,0.01,0.01,1026,Male,Train
            1065_IWL_SAD_XX.wav,0.104,0.104,0.01,0.198,0.574,0.01,1065,Female,Development
            1089_TSI_HAP_XX.wav,0.01,0.01,0.01,0.01,0.01,0.95,1089,Female,Test
            """;
    private static final String MSP_IMPROV = """
            FileName,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set
            MSP-IMPROV-S01A-F02-R-FF01.wav,2.666667,2.333333,3,2,Female,Train
            MSP-IMPROV-S01A-M02-R-FF01.wav,1,5,1.5,2,Male,Test
            """;

    @TempDir
    Path folder;

    @Test
    void ravdessReadsNamesAndJoinsRecordingsOfOnePerformance() throws IOException {
        Path media = Files.createDirectories(folder.resolve("Actor_12"));
        for (String name : List.of(
                "03-01-06-01-02-01-12.wav",
                "01-01-06-01-02-01-12.mp4",
                "03-01-02-02-01-02-12.flac",
                "03-02-05-01-01-01-12.wav",
                "notes.txt",
                "03-01-09-01-01-01-12.wav")) {
            Files.writeString(media.resolve(name), "");
        }
        ImportPlan plan = plan("ravdess", folder, Map.of());
        assertThat(plan.clips()).extracting(PlannedClip::id).containsExactly("01-02-02-01-02-12", "01-06-01-02-01-12");
        PlannedClip fearful = plan.clips().get(1);
        assertThat(fearful.entry().labels().classes()).isEqualTo(Map.of("fearful", 1.0));
        assertThat(fearful.entry().speaker()).isEqualTo("actor12");
        assertThat(fearful.entry().traits())
                .isEqualTo(Map.of(
                        "gender",
                        "female",
                        "channel",
                        "speech",
                        "intensity",
                        "normal",
                        "statement",
                        "dogs",
                        "repetition",
                        "1"));
        assertThat(fearful.keys()).contains("03-01-06-01-02-01-12", "01-01-06-01-02-01-12");
        assertThat(fearful.media().sound())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("03-01-06-01-02-01-12.wav", "01-01-06-01-02-01-12.mp4");

        ImportPlan merged = plan("ravdess", folder, Map.of("merge", "calm=neutral", "channel", "both"));
        assertThat(merged.description().task().outputNames()).hasSize(7).doesNotContain("calm");
        assertThat(merged.clips()).hasSize(3);
        assertThat(merged.clips().get(0).entry().labels().classes()).containsOnlyKeys("neutral");
        assertThat(merged.description().notes()).containsExactly("class calm taken for neutral");
        assertThatThrownBy(() -> plan("ravdess", folder, Map.of("merge", "calme=neutral")))
                .hasMessageContaining("calm");
        assertThatThrownBy(() -> plan("ravdess", folder, Map.of("chanel", "song")))
                .hasMessageContaining("channel");
        assertThatThrownBy(() -> plan("ravdess", folder, Map.of("channel", "loud")))
                .hasMessageContaining("loud");
        assertThatThrownBy(() -> plan("ravdess", folder.resolve("no"), Map.of()))
                .isInstanceOf(VavlException.class);
    }

    @Test
    void ravdessTakesSoundAndPicturesFromWhicheverRecordingsThereAre() throws IOException {
        for (String name : List.of(
                "Video_Speech_Actor_01/Actor_01/01-01-01-01-01-01-01.mp4",
                "Video_Speech_Actor_01/Actor_01/02-01-01-01-01-01-01.mp4",
                "Audio_Speech_Actors_01-24/Actor_01/03-01-01-01-01-01-01.wav",
                "Video_Speech_Actor_01/Actor_01/01-01-03-01-01-01-01.mp4",
                "Video_Speech_Actor_01/Actor_01/02-01-04-01-01-01-01.mp4")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "");
        }
        List<PlannedClip> clips = plan("ravdess", folder, Map.of()).clips();
        assertThat(clips).extracting(clip -> kinds(clip.media().sound())).containsExactly("03 01", "01", "");
        assertThat(clips).extracting(clip -> kinds(clip.media().pictures())).containsExactly("01 02", "01", "02");
        assertThat(clips)
                .extracting(clip ->
                        clip.entry().labels().classes().keySet().iterator().next())
                .containsExactly("neutral", "happy", "sad");
        ImportPlan merged = plan("ravdess", folder, Map.of("merge", "sad="));
        assertThat(merged.clips()).hasSize(2);
    }

    private static String kinds(List<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString().substring(0, 2))
                .collect(Collectors.joining(" "));
    }

    @Test
    void cremaDReadsVotesAndAllPartitions() throws IOException {
        Path partitions = Files.createDirectories(folder.resolve("partitions"));
        Files.writeString(partitions.resolve("label_consensus_1.csv"), CREMA_D.replace("\n", "\r\n"));
        Files.writeString(partitions.resolve("label_consensus_2.csv"), CREMA_D.replace("Development", "Test"));
        ImportPlan plan = plan("crema-d", folder, Map.of());
        assertThat(plan.clips()).hasSize(3);
        PlannedClip clip = plan.clips().get(1);
        assertThat(clip.id()).isEqualTo("1065_IWL_SAD_XX");
        assertThat(clip.entry().partitions()).isEqualTo(Map.of("1", Part.DEVELOPMENT, "2", Part.TEST));
        assertThat(clip.entry().labels().classes())
                .containsEntry("neutral", 0.574)
                .hasSize(6);
        assertThat(clip.entry().traits()).containsEntry(Clip.GENDER, "female").containsEntry("asked", "SAD");
        Task task = plan.description().task();
        assertThat(task.target(clip.entry().labels())).contains(new float[] {0, 0, 0, 0, 1, 0});
        Task soft = plan("crema-d", folder, Map.of("softLabels", "true"))
                .description()
                .task();
        assertThat(soft.target(clip.entry().labels()).orElseThrow()[4]).isEqualTo(0.574f);
    }

    @Test
    void consensusTablesMustAgree() throws IOException {
        Files.writeString(folder.resolve("label_consensus_1.csv"), CREMA_D);
        Path second = folder.resolve("label_consensus_2.csv");
        assertTableRefused(second, CREMA_D.replace("0.574", "0.575"), "line 3: clip 1065_IWL_SAD_XX has other labels");
        assertTableRefused(second, CREMA_D.replace("1065_IWL", "1065_IEO"), "is not in the other tables");
        assertTableRefused(second, CREMA_D.replace("Development", "Dv"), "line 3: part 'Dv' must be");
        assertTableRefused(second, CREMA_D.replace("happy", "joy"), "no column 'happy'");
        assertTableRefused(second, CREMA_D.replace("0.574", "-0.574"), "line 3: neutral is -0.574");
        assertTableRefused(second, CREMA_D + CREMA_D.lines().skip(1).findFirst().orElseThrow() + "\n", "there twice");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> plan("crema-d", empty, Map.of()))
                .hasMessageContaining("has no tables label_consensus_N.csv");
        assertThatThrownBy(() -> plan("crema-d", folder.resolve("no"), Map.of()))
                .isInstanceOf(VavlException.class);
    }

    private void assertTableRefused(Path table, String text, String message) throws IOException {
        Files.writeString(table, text);
        assertThatThrownBy(() -> plan("crema-d", folder, Map.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void mspImprovTurnsActivationRoundOnceAndTellsSpeakersApart() throws IOException {
        Path table = Files.writeString(folder.resolve("labels_consensus_3.csv"), MSP_IMPROV);
        ImportPlan plan = plan("msp-improv", table, Map.of());
        assertThat(plan.clips()).extracting(clip -> clip.entry().speaker()).containsExactly("F02", "M02");
        PlannedClip clip = plan.clips().get(1);
        assertThat(clip.entry().labels().attributes())
                .isEqualTo(Map.of("arousal", 5.0, "valence", 5.0, "dominance", 1.5));
        assertThat(clip.entry().partitions()).isEqualTo(Map.of("3", Part.TEST));
        assertThat(plan.description().notes()).anyMatch(note -> note.contains("6 - EmoAct"));
        Files.writeString(table, MSP_IMPROV.replace("1,5,1.5", "0,5,1.5"));
        assertThatThrownBy(() -> plan("msp-improv", table, Map.of())).hasMessageContaining("EmoAct is 0.0");
    }

    @Test
    void cmuMoseiReadsATableOfSentiment() throws IOException {
        Files.writeString(
                folder.resolve("sentiment.csv"),
                "segment,split,sentiment\r\na_b_1,train,-3.0\r\nc_2,valid,0.333333\r\n");
        ImportPlan plan = plan("cmu-mosei", folder, Map.of());
        PlannedClip clip = plan.clips().get(0);
        assertThat(clip.keys()).containsExactly("a_b_1");
        assertThat(clip.entry().speaker()).isEqualTo("a_b");
        assertThat(clip.entry().labels().attributes()).isEqualTo(Map.of("sentiment", -3.0));
        assertThat(plan.clips().get(1).entry().partitions()).isEqualTo(Map.of("standard", Part.DEVELOPMENT));
        Files.writeString(folder.resolve("sentiment.csv"), "segment,split,sentiment\na_1,train,4\n");
        assertThatThrownBy(() -> plan("cmu-mosei", folder, Map.of())).hasMessageContaining("line 2: sentiment is 4.0");
        Files.writeString(folder.resolve("sentiment.csv"), "segment,split,sentiment\na_1,train,1\na_1,test,1\n");
        assertThatThrownBy(() -> plan("cmu-mosei", folder, Map.of()))
                .hasMessageContaining("line 3: segment a_1 is there twice");
    }

    @Test
    void manifestsNameEverythingThatACorpusHas() throws IOException {
        Path table = Files.writeString(folder.resolve("mine.csv"), """
                id,speaker,label,value:arousal,partition:1,trait:gender,media,features:visual,frameRate:visual
                a,s1,calm,2,train,female,sounds/a.wav,a.npy,
                b,s2,sad,3,test,male,,,
                """);
        NpyFile.write(folder.resolve("a.npy"), sequence(1, 2));
        ImportPlan plan = plan("csv", table, Map.of("frameRates", "visual=25", "extractors", "visual=mine"));
        assertThat(plan.description().name()).isEqualTo("mine");
        assertThat(plan.description().task()).isEqualTo(new Task.Classification(List.of("calm", "sad"), false));
        assertThat(plan.clips().get(0).media().sound()).containsExactly(folder.resolve("sounds/a.wav"));
        FeatureSequence features =
                plan.sources().get("visual").features(plan.clips().get(0)).orElseThrow();
        assertThat(features.frameRate()).isEqualTo(25);
        assertThat(features.extractor()).isEqualTo(new ExtractorId("mine", "1"));
        assertThat(plan.sources().get("visual").features(plan.clips().get(1))).isEmpty();

        Map<String, String> rates = Map.of("frameRates", "visual=25");
        assertThat(plan("csv", table, with(rates, "task", "regression", "ranges", "arousal=1:5"))
                        .description()
                        .task())
                .isEqualTo(new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5))));
        assertThatThrownBy(() -> plan("csv", table, Map.of()))
                .hasMessageContaining("line 2: visual features need their frame rate");
        assertThatThrownBy(() -> plan("csv", table, with(rates, "task", "regression")))
                .hasMessageContaining("attribute arousal needs its range");
        assertThatThrownBy(() -> plan("csv", table, with(rates, "classes", "sad,happy")))
                .hasMessageContaining("line 2: class 'calm' is not one of");
        Files.writeString(table, Files.readString(table).replace("sounds/", "../"));
        assertThatThrownBy(() -> plan("csv", table, rates)).hasMessageContaining("leaves the folder");
        Files.writeString(table, "id,speaker\na,b\n");
        assertThatThrownBy(() -> plan("csv", table, rates)).hasMessageContaining("no labels");
    }

    @Test
    void pathsOfATableMayBeAbsoluteAndRelativeOnesAreLookedForBesideItFirst() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path tables = Files.createDirectories(folder.resolve("tables"));
        for (Path file : List.of(tables.resolve("a.wav"), elsewhere.resolve("a.wav"), elsewhere.resolve("b.wav"))) {
            Files.writeString(file, "");
        }
        Path table = Files.writeString(
                tables.resolve("clips.csv"),
                "id,speaker,label,media\na,s,happy,a.wav\nb,s,sad,b.wav\nc,s,sad," + elsewhere.resolve("b.wav") + "\n");
        ImportPlan plan = plan("csv", table, Map.of("folder", elsewhere.toString()));
        assertThat(plan.clips())
                .extracting(clip -> clip.media().sound().get(0))
                .containsExactly(
                        tables.toAbsolutePath().resolve("a.wav"),
                        elsewhere.resolve("b.wav"),
                        elsewhere.resolve("b.wav"));
        assertThatThrownBy(() ->
                        plan("csv", table, Map.of("folder", folder.resolve("no").toString())))
                .hasMessageContaining("must be a folder");
        Files.writeString(table, "id,speaker,label,media\na,s,happy,x.wav\nb,s,sad,y.wav\n");
        assertThatThrownBy(() -> plan("csv", table, Map.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("none of the 2 files")
                .hasMessageContaining("--option folder=");
        Files.writeString(table, "id,speaker,label,media\na,s,happy,../x.wav\nb,s,sad,y.wav\n");
        assertThatThrownBy(() -> plan("csv", table, Map.of()))
                .hasMessageContaining("line 2: media: path '../x.wav' leaves the folder");
    }

    @Test
    void soundAndPicturesOfATableMayBeInDifferentFiles() throws IOException {
        Files.writeString(folder.resolve("a.wav"), "");
        Path table = Files.writeString(
                folder.resolve("clips.csv"),
                "id,speaker,label,media:acoustic,media:visual\na,s,happy,a.wav,a.mp4\nb,s,sad,,b.mp4\n");
        List<PlannedClip> clips = plan("csv", table, Map.of()).clips();
        assertThat(clips.get(0).media().sound())
                .containsExactly(folder.toAbsolutePath().resolve("a.wav"));
        assertThat(clips.get(0).media().pictures())
                .containsExactly(folder.toAbsolutePath().resolve("a.mp4"));
        assertThat(clips.get(1).media().sound()).isEmpty();
    }

    @Test
    void clipsWithoutASpeakerHaveOneOfTheirOwnWhereThatIsAskedFor() throws IOException {
        Path table = Files.writeString(folder.resolve("clips.csv"), "id,label\na,happy\nb,sad\n");
        assertThatThrownBy(() -> plan("csv", table, Map.of()))
                .hasMessageContaining("no column 'speaker'")
                .hasMessageContaining("--option speakers=unknown");
        Map<String, String> unknown = Map.of("speakers", "unknown");
        ImportPlan plan = plan("csv", table, unknown);
        assertThat(plan.clips()).extracting(clip -> clip.entry().speaker()).containsExactly("a", "b");
        assertThat(plan.warnings()).singleElement().asString().contains("2 of 2 clips");
        Files.writeString(table, "id,label,speaker\na,happy,\nb,sad,ben\n");
        assertThatThrownBy(() -> plan("csv", table, Map.of()))
                .hasMessageContaining("line 2: column 'speaker' is empty")
                .hasMessageContaining("--option speakers=unknown");
        assertThat(plan("csv", table, unknown).clips())
                .extracting(clip -> clip.entry().speaker())
                .containsExactly("a", "ben");
    }

    private static Map<String, String> with(Map<String, String> options, String... more) {
        Map<String, String> all = new HashMap<>(options);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void importGoesOnPastWhatIsWrongAndNamesIt() throws IOException {
        Files.writeString(folder.resolve("label_consensus_1.csv"), CREMA_D);
        Path npy = Files.createDirectories(folder.resolve("npy"));
        NpyFile.write(npy.resolve("1026_IEO_ANG_HI.npy"), sequence(1, 2));
        Files.writeString(npy.resolve("1065_IWL_SAD_XX.npy"), "damaged");
        FeatureSource visual = clip -> clip.id().startsWith("1065") ? Optional.of(sequence(3)) : Optional.empty();
        FeatureSource acoustic = new FeatureSources(List.of()).open("acoustic", "npy:" + npy + ",frameRate=50");
        List<String> progress = new ArrayList<>();
        ImportReport report;
        try (CorpusImport work =
                new CorpusImport(plan("crema-d", folder, Map.of()), Map.of("acoustic", acoustic, "visual", visual))) {
            report = work.run(
                    folder.resolve("out"), FeatureStorage.FLOAT16, (done, of) -> progress.add(done + " of " + of));
        }
        assertThat(report.clips()).isEqualTo(2);
        assertThat(report.clipsByModality()).isEqualTo(Map.of("acoustic", 1, "visual", 1));
        assertThat(report.withoutFeatures()).containsExactly("1089_TSI_HAP_XX");
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).message())
                .startsWith("clip 1065_IWL_SAD_XX: acoustic features: ")
                .contains("1065_IWL_SAD_XX.npy");
        assertThat(report.text())
                .contains("crema-d: 2 clips, 1 with acoustic, 1 with visual", "1 failure:", "left out");
        assertThat(progress).containsExactly("3 of 3");
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.clips()).hasSize(2);
            assertThat(corpus.clips()
                            .get(0)
                            .features(new Modality("acoustic", 1))
                            .orElseThrow()
                            .value(1, 0))
                    .isEqualTo(2);
        }
    }

    @Test
    void anImportThatIsInterruptedLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("label_consensus_1.csv"), CREMA_D);
        FeatureSource every = clip -> Optional.of(sequence(1, 2));
        try (CorpusImport work = new CorpusImport(plan("crema-d", folder, Map.of()), Map.of("acoustic", every))) {
            assertThatThrownBy(() ->
                            work.run(folder.resolve("out"), FeatureStorage.FLOAT32, (done, of) -> Thread.currentThread()
                                    .interrupt()))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("interrupted after 3 of 3");
        }
        assertThat(Thread.interrupted()).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void importOfNothingLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("label_consensus_1.csv"), CREMA_D);
        FeatureSource none = clip -> Optional.empty();
        try (CorpusImport work = new CorpusImport(plan("crema-d", folder, Map.of()), Map.of("acoustic", none))) {
            assertThatThrownBy(() -> work.run(folder.resolve("out"), FeatureStorage.FLOAT32, (done, of) -> {}))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("no clip of 3 could be imported")
                    .hasMessageContaining("1026_IEO_ANG_HI");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThatThrownBy(() -> new CorpusImport(plan("crema-d", folder, Map.of()), Map.of()))
                .hasMessageContaining("needs features");
    }

    @Test
    void anImportThatFailsLeavesNoFolderBehindThatItMade() throws IOException {
        Files.writeString(folder.resolve("label_consensus_1.csv"), CREMA_D);
        FeatureSource none = clip -> Optional.empty();
        try (CorpusImport work = new CorpusImport(plan("crema-d", folder, Map.of()), Map.of("acoustic", none))) {
            assertThatThrownBy(
                            () -> work.run(folder.resolve("corpora/new/out"), FeatureStorage.FLOAT32, (done, of) -> {}))
                    .isInstanceOf(VavlException.class);
        }
        assertThat(folder.resolve("corpora")).doesNotExist();
    }

    @Test
    void importWarnsOfClassesInTwoSpellingsAndOfAModalityThatNoClipHas() throws IOException {
        Path table = Files.writeString(
                folder.resolve("clips.csv"), "id,speaker,label\na,s,happy\nb,s,Happy\nc,s,happy\nd,s,sad\n");
        FeatureSource every = clip -> Optional.of(sequence(1, 2));
        FeatureSource none = clip -> Optional.empty();
        try (CorpusImport work =
                new CorpusImport(plan("csv", table, Map.of()), Map.of("acoustic", every, "visual", none))) {
            assertThat(work.run(folder.resolve("out"), FeatureStorage.FLOAT32, (done, of) -> {})
                            .warnings())
                    .containsExactly(
                            "classes differ in case or spaces only: Happy, happy (merge with --option 'merge=Happy=happy' on"
                                    + " import)",
                            "no clip has visual features: nothing that they could be made of was found");
        }
    }

    @Test
    void importersAreFoundByName() {
        assertThat(Importers.all())
                .extracting(CorpusImporter::name)
                .containsExactly(
                        "ravdess",
                        "crema-d",
                        "msp-improv",
                        "cmu-mosei",
                        "ferplus",
                        "folders",
                        "annotations",
                        "csv",
                        "synthetic");
        assertThatThrownBy(() -> Importers.named("cremad")).hasMessageContaining("crema-d");
    }

    private static ImportPlan plan(String importer, Path source, Map<String, String> options) {
        CorpusImporter named = Importers.named(importer);
        return named.plan(source, ImportOptions.of(named, options));
    }

    private static FeatureSequence sequence(float... values) {
        return FeatureSequence.allValid(FloatBuffer.wrap(values), 1, 50, new ExtractorId("test", "1"));
    }
}
