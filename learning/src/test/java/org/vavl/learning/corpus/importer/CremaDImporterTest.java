package org.vavl.learning.corpus.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.table.CsvReader;

/** CREMA-D in the layout of its repository, made by tools/fixtures/crema_d_fixture.py. */
class CremaDImporterTest {
    private static final int CLIPS = 24;

    @TempDir
    private Path root;

    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        Path fixture = Path.of(
                Objects.requireNonNull(getClass().getResource("crema-d")).toURI());
        try (Stream<Path> files = Files.walk(fixture)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = root.resolve(fixture.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private ImportPlan plan(String... options) {
        Map<String, String> map = new HashMap<>();
        for (String option : options) {
            map.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        CremaDImporter importer = new CremaDImporter();
        return importer.plan(root, ImportOptions.of(importer, map));
    }

    /** What the fixture's script drew, not what its tables say. */
    private Map<String, Map<String, Double>> drawn(String kind) {
        Map<String, Map<String, Double>> votes = new HashMap<>();
        CsvReader.rows(root.resolve("expected.csv")).stream()
                .filter(row -> row.require("kind").equals(kind))
                .forEach(row -> {
                    Map<String, Double> ofClip = new HashMap<>();
                    CremaDNames.EMOTIONS.forEach(
                            emotion -> ofClip.put(emotion, row.number(emotion).orElseThrow()));
                    votes.put(row.require("clip"), ofClip);
                });
        return votes;
    }

    private static Map<String, Map<String, Double>> votes(ImportPlan plan) {
        Map<String, Map<String, Double>> votes = new HashMap<>();
        plan.clips().forEach(clip -> votes.put(clip.id(), clip.entry().labels().classes()));
        return votes;
    }

    @Test
    void theRootAloneGivesEveryClipWhatRatersSaidOfVoiceAndFaceTogether() {
        ImportPlan plan = plan();
        assertThat(votes(plan)).hasSize(CLIPS).isEqualTo(drawn("audio-visual"));
        assertThat(plan.description().task()).isEqualTo(new Task.Classification(CremaDNames.EMOTIONS, true));
        PlannedClip first = plan.clips().get(0);
        assertThat(first.id()).isEqualTo("9001_DFA_ANG_XX");
        assertThat(first.entry().speaker()).isEqualTo("9001");
        assertThat(first.entry().traits())
                .isEqualTo(Map.of("gender", "male", "age", "51", "sentence", "DFA", "asked", "ANG", "level", "XX"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice", "face", "audio-visual"})
    void theLabelIsOfWhatRatersWereShown(String kind) {
        assertThat(votes(plan("labels=" + kind))).isEqualTo(drawn(kind));
    }

    @Test
    void labelsOfEachAreThoseOfBothForTheClipAndOfEitherAloneForItsModality() {
        ImportPlan plan = plan("labels=each");
        assertThat(votes(plan)).isEqualTo(drawn("audio-visual"));
        for (String modality : List.of("acoustic", "visual")) {
            Map<String, Map<String, Double>> votes = new HashMap<>();
            plan.clips().forEach(clip -> Optional.ofNullable(
                            clip.entry().labels().modalities().get(modality))
                    .ifPresent(labels -> votes.put(clip.id(), labels.classes())));
            assertThat(votes).isEqualTo(drawn(modality.equals("acoustic") ? "voice" : "face"));
        }
    }

    @Test
    void theIntendedEmotionIsThatOfTheName() throws IOException {
        ImportPlan plan = plan("labels=intended");
        assertThat(plan.clips()).hasSize(CLIPS).allSatisfy(clip -> assertThat(
                        clip.entry().labels().classes().keySet().iterator().next())
                .startsWith(clip.id().substring(9, 11).toLowerCase(Locale.ROOT)));
        Files.delete(root.resolve("SentenceFilenames.csv"));
        Files.createDirectory(root.resolve("AudioWAV"));
        Files.writeString(root.resolve("AudioWAV/9002_DFA_SAD_XX.wav"), "");
        assertThat(votes(plan("labels=intended"))).isEqualTo(Map.of("9002_DFA_SAD_XX", Map.of("sad", 1.0)));
    }

    @Test
    void tiesAreKeptAsTheyAreOrDropped() {
        String tied = "9001_DFA_DIS_XX";
        assertThat(plan().description()
                        .task()
                        .target(plan().clips().get(1).entry().labels()))
                .hasValueSatisfying(target -> assertThat(target).containsExactly(4 / 9f, 0, 4 / 9f, 0, 1 / 9f, 0));
        long ties = drawn("audio-visual").values().stream()
                .filter(votes -> votes.values().stream()
                                .filter(count -> count.equals(votes.values().stream()
                                        .max(Double::compare)
                                        .orElseThrow()))
                                .count()
                        > 1)
                .count();
        ImportPlan dropped = plan("ties=drop");
        assertThat(dropped.clips()).hasSize(CLIPS - (int) ties).noneMatch(clip -> clip.id()
                .equals(tied));
        assertThat(dropped.description().notes()).contains("clips on which raters were tied left out: " + ties);
        assertThat(plan("softLabels=false").description().task())
                .isEqualTo(new Task.Classification(CremaDNames.EMOTIONS, false));
    }

    @Test
    void thePartitionsOfTheReferenceAreThoseOfTheirTables() {
        ImportPlan plan = plan();
        Map<String, String> given = new HashMap<>();
        for (int partition : List.of(1, 2)) {
            CsvReader.rows(root.resolve("partitions/label_consensus_" + partition + ".csv"))
                    .forEach(row -> given.put(
                            row.require("FileName") + partition,
                            row.require("Split_Set").toUpperCase(Locale.ROOT)));
        }
        Map<String, String> planned = new HashMap<>();
        plan.clips().forEach(clip -> clip.entry()
                .partitions()
                .forEach((name, part) -> planned.put(clip.id() + ".wav" + name, part.name())));
        assertThat(planned).isEqualTo(given).isNotEmpty();
        assertThat(plan("labels=consensus").clips()).hasSize(given.size() / 2);
    }

    @Test
    void soundIsOfAudioWavAndPicturesOfVideoFlash() throws IOException {
        for (String file : List.of(
                "AudioWAV/9001_DFA_ANG_XX.wav",
                "VideoFlash/9001_DFA_ANG_XX.flv",
                "AudioMP3/9001_DFA_DIS_XX.mp3",
                "VideoFlash/9001_DFA_FEA_XX.flv")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "");
        }
        List<PlannedClip> clips = plan().clips();
        assertThat(clips.get(0).media().sound().get(0)).isEqualTo(root.resolve("AudioWAV/9001_DFA_ANG_XX.wav"));
        assertThat(clips.get(0).media().pictures()).containsExactly(root.resolve("VideoFlash/9001_DFA_ANG_XX.flv"));
        assertThat(clips.get(1).media().sound()).containsExactly(root.resolve("AudioMP3/9001_DFA_DIS_XX.mp3"));
        assertThat(clips.get(1).media().pictures()).isEmpty();
        assertThat(clips.get(2).media().sound()).isEmpty();
        assertThat(clips.get(2).media().pictures()).containsExactly(root.resolve("VideoFlash/9001_DFA_FEA_XX.flv"));
        assertThat(clips.get(3).media().isEmpty()).isTrue();
        Files.move(root.resolve("AudioWAV"), root.resolve("a"));
        Files.move(root.resolve("AudioMP3"), root.resolve("b"));
        assertThat(plan().clips().get(2).media().sound())
                .as("where there are videos alone, they may have sound")
                .containsExactly(root.resolve("VideoFlash/9001_DFA_FEA_XX.flv"));
    }

    @Test
    void whatIsNotAsPublishedIsNamed() throws IOException {
        Path table = root.resolve("processedResults/tabulatedVotes.csv");
        String good = Files.readString(table);
        Files.writeString(table, good.replaceAll("(?m)^\"\",", "\"row\","));
        assertRefused("line 2: the first column must have no name");
        Files.writeString(table, good.replaceAll("(?m)^\"3.*\\n", ""));
        assertRefused("has no rows for audio-visual, which are numbered from 300001");
        Files.writeString(
                table, good + good.lines().reduce((one, other) -> other).orElseThrow() + "\n");
        assertRefused("is there twice for audio-visual");
        Files.writeString(table, good.replace("\"9001_DFA_ANG_XX\"", "\"=1\""));
        assertRefused("fileName is '=1'");
        Files.delete(table);
        assertThat(plan().clips()).as("of the partitions' tables").hasSizeLessThan(CLIPS);
        Files.move(root.resolve("partitions"), root.resolve("parts"));
        assertRefused("must be the root of CREMA-D's repository");
        assertThatThrownBy(() -> plan("labels=felt")).hasMessageContaining("one of audio-visual, voice, face");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::plan).isInstanceOf(VavlException.class).hasMessageContaining(message);
    }
}
