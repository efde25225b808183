package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vavl.spark.LocalSpark.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Prediction;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.BuiltInModels;

@Tag("slow")
class SparkRecognitionTest {
    private static final SparkRecognitionSettings DEFAULTS = SparkRecognitionSettings.defaults();

    @TempDir
    private static Path media;

    @TempDir
    private Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void makeRecordings() throws IOException {
        spark = LocalSpark.session();
        Files.copy(TalkingFace.CLIP, media.resolve("face.mp4"));
        FFmpegProgram.make(media.resolve("voice.flac"), "-i", TalkingFace.CLIP, "-vn", "-ar", 16000);
        Files.writeString(media.resolve("broken.mp4"), "this is no video");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    private Path out() {
        return folder.resolve("answers");
    }

    private static Dataset<Row> recordings() {
        return Recordings.find(spark, List.of(media.toString()));
    }

    private static Row whole(Dataset<Row> rows, String name) {
        return rows.where("part = 'whole'").collectAsList().stream()
                .filter(row -> row.getString(0).endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSays(Row row, WindowRecognition answer, List<String> names) {
        Prediction prediction = answer.prediction().orElseThrow();
        assertThat(LocalSpark.<Double>cell(row, "begin")).isEqualTo(answer.begin());
        assertThat(LocalSpark.<Double>cell(row, "end")).isEqualTo(answer.end());
        assertThat(LocalSpark.<String>cell(row, "answered_by")).isEqualTo(String.join("+", prediction.selectedHeads()));
        assertThat(LocalSpark.<String>cell(row, "emotion")).isEqualTo(names.get(prediction.argmax()));
        for (int c = 0; c < names.size(); c++) {
            assertThat(LocalSpark.<Double>cell(row, "output_" + names.get(c)))
                    .isEqualTo(prediction.outputs().get(c));
            for (String head : prediction.heads().keySet()) {
                assertThat(LocalSpark.<Double>cell(row, "head_" + head + "_" + names.get(c)))
                        .isEqualTo(prediction.heads().get(head).get(c));
            }
        }
    }

    @Test
    void answersAreThoseOfTheRecognizerAndWhatIsBrokenIsARow() {
        try (SparkRecognition recognition = SparkRecognition.builtIn(spark, DEFAULTS);
                Recognizer recognizer = Recognizer.builtIn()) {
            BatchSummary summary = recognition.write(recordings(), out().toString(), BatchListener.NONE);
            assertThat(summary).isEqualTo(new BatchSummary(3, 0, 1));
            Dataset<Row> rows = spark.read().parquet(out().toString());
            assertThat(rows.columns()).containsExactly(recognition.schema().fieldNames());
            List<String> names = recognizer.model().task().outputNames();
            for (String name : List.of("face.mp4", "voice.flac")) {
                Recognition answer = recognizer.recognize(media.resolve(name));
                assertSays(whole(rows, name), answer.whole(), names);
                assertThat(LocalSpark.<String>cell(whole(rows, name), "error")).isNull();
            }
            assertThat(LocalSpark.<String>cell(whole(rows, "voice.flac"), "missing_visual"))
                    .contains("no video");
            Row broken = whole(rows, "broken.mp4");
            assertThat(LocalSpark.<String>cell(broken, "error"))
                    .startsWith(LocalSpark.<String>cell(broken, "path") + ": ")
                    .doesNotContain("vavl-");
            assertThat(LocalSpark.<Boolean>cell(broken, "unread")).isFalse();
            assertThat(LocalSpark.<String>cell(broken, "emotion")).isNull();
        }
    }

    @Test
    void aSecondRunDoesOnlyWhatIsMissingOrChangedOrCouldNotBeRead() throws IOException {
        List<String> paths = new ArrayList<>(List.of(media.resolve("voice.flac").toString(), media + "/later.flac"));
        try (SparkRecognition recognition = SparkRecognition.builtIn(spark, DEFAULTS)) {
            assertThat(write(recognition, paths)).isEqualTo(new BatchSummary(2, 0, 1));
            assertThat(write(recognition, paths)).isEqualTo(new BatchSummary(2, 1, 1));
            Path later = Files.copy(media.resolve("voice.flac"), media.resolve("later.flac"));
            assertThat(write(recognition, paths)).isEqualTo(new BatchSummary(2, 1, 0));
            assertThat(write(recognition, paths)).isEqualTo(new BatchSummary(2, 2, 0));
            Files.setLastModifiedTime(later, FileTime.fromMillis(1_000_000_000_000L));
            assertThat(write(recognition, paths)).isEqualTo(new BatchSummary(2, 1, 0));
            Files.delete(later);
        }
        try (SparkRecognition others = SparkRecognition.builtIn(spark, DEFAULTS.withWindows(1, 1))) {
            assertThat(write(others, paths.subList(0, 1))).isEqualTo(new BatchSummary(1, 0, 0));
        }
    }

    private BatchSummary write(SparkRecognition recognition, List<String> paths) {
        return recognition.write(
                spark.createDataset(paths, Encoders.STRING()).toDF("path"), out().toString(), BatchListener.NONE);
    }

    @Test
    void aModelFileIsSentAndWindowsAndPersonsAreRows() throws IOException {
        Path model = folder.resolve("my model.onnx");
        BuiltInModels.EMOTION.read(file -> {
            try {
                return Files.copy(file, model);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Path two = FFmpegProgram.make(
                folder.resolve("two.mp4"), "-i", TalkingFace.CLIP, "-vf", "split[a][b];[b]hflip[c];[a][c]hstack");
        SparkRecognitionSettings settings = DEFAULTS.withWindows(1, 1).withEveryone();
        try (SparkRecognition recognition = SparkRecognition.load(spark, model.toString(), settings);
                Recognizer recognizer = Recognizer.load(model, settings.recognizer())) {
            List<Row> rows = recognition
                    .recognize(Recordings.find(spark, List.of(two.toString())))
                    .collectAsList();
            Recognition answer = recognizer.recognize(two, settings.windows(), WindowListener.NONE);
            assertThat(answer.people()).hasSizeGreaterThan(1);
            List<Row> windows = part(rows, "window");
            assertThat(windows).hasSize(answer.timeline().size()).hasSize(3);
            for (int i = 0; i < windows.size(); i++) {
                assertThat(LocalSpark.<Integer>cell(windows.get(i), "number")).isEqualTo(i + 1);
                assertSays(
                        windows.get(i), answer.timeline().get(i), answer.task().outputNames());
            }
            List<Row> persons = part(rows, "person");
            assertThat(persons).hasSize(answer.people().size());
            assertThat(LocalSpark.<Double>cell(persons.get(1), "output_happy"))
                    .isEqualTo(answer.people()
                            .get(1)
                            .outputs()
                            .orElseThrow()
                            .get(answer.task().outputNames().indexOf("happy")));
            assertThat(LocalSpark.<Integer>cell(part(rows, "whole").get(0), "number"))
                    .isEqualTo(1);
        }
    }

    private static List<Row> part(List<Row> rows, String part) {
        return rows.stream().filter(row -> part.equals(cell(row, "part"))).toList();
    }

    @Test
    void aFolderWithAnotherTableIsRefusedBeforeAnythingIsDone() {
        spark.range(3).write().parquet(out().toString());
        try (SparkRecognition recognition = SparkRecognition.builtIn(spark, DEFAULTS)) {
            assertThatThrownBy(() -> recognition.write(recordings(), out().toString(), BatchListener.NONE))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("has a table with the columns [id]")
                    .hasMessageEndingWith("name another folder");
        }
    }
}
