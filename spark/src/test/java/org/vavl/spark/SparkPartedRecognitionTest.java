package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vavl.spark.LocalSpark.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;

@Tag("slow")
class SparkPartedRecognitionTest {
    private static final SparkRecognitionSettings DEFAULTS = SparkRecognitionSettings.defaults();
    private static final Duration PART = Duration.ofSeconds(10);

    @TempDir
    private static Path media;

    @TempDir
    private Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void makeRecordings() throws IOException {
        spark = LocalSpark.session();
        Files.copy(TalkingFace.CLIP, media.resolve("short.mp4"));
        FFmpegProgram.make(media.resolve("long.mp4"), "-stream_loop", 6, "-i", TalkingFace.CLIP, "-c", "copy");
        FFmpegProgram.make(media.resolve("long.flac"), "-stream_loop", 10, "-i", TalkingFace.CLIP, "-vn", "-ar", 16000);
        Files.writeString(media.resolve("broken.mp4"), "this is no video");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    private BatchSummary write(SparkRecognition recognition, Path places, String out, BatchListener listener) {
        return recognition.write(Recordings.find(spark, List.of(places.toString())), out(out), PART, listener);
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    private List<Row> rows(String out) {
        List<Row> rows = new ArrayList<>(spark.read().parquet(out(out)).collectAsList());
        rows.sort(Comparator.comparing((Row row) -> LocalSpark.<String>cell(row, "path"))
                .thenComparing(row -> LocalSpark.<String>cell(row, "part"))
                .thenComparing(row -> String.format(Locale.ROOT, "%09d", LocalSpark.<Integer>cell(row, "number"))));
        return rows;
    }

    private static boolean isOf(Row row, String name) {
        return LocalSpark.<String>cell(row, "path").endsWith("/" + name);
    }

    @Test
    void rowsOfLongRecordingsAreThoseOfTheWhole() {
        try (SparkRecognition recognition = SparkRecognition.builtIn(spark, DEFAULTS)) {
            assertThat(recognition.write(
                            Recordings.find(spark, List.of(media.toString())), out("whole"), BatchListener.NONE))
                    .isEqualTo(new BatchSummary(4, 0, 1));
            assertThat(write(recognition, media, "parts", BatchListener.NONE)).isEqualTo(new BatchSummary(4, 0, 1));
            List<Row> expected = rows("whole");
            List<Row> actual = rows("parts");
            assertThat(expected).hasSizeGreaterThan(50);
            assertThat(actual).hasSameSizeAs(expected);
            int settings = expected.get(0).fieldIndex("settings");
            for (int i = 0; i < expected.size(); i++) {
                boolean pictures = isOf(actual.get(i), "long.mp4");
                for (int column = 0; column < expected.get(i).size(); column++) {
                    assertThat(actual.get(i).get(column))
                            .as("row %d, column %d", i, column)
                            .isEqualTo(
                                    pictures && column == settings
                                            ? DEFAULTS + " part=10.0"
                                            : expected.get(i).get(column));
                }
            }
            assertThat(write(recognition, media, "parts", BatchListener.NONE)).isEqualTo(new BatchSummary(4, 4, 0));
            assertThat(write(recognition, media, "whole", BatchListener.NONE)).isEqualTo(new BatchSummary(4, 4, 0));
            assertThat(recognition.write(
                            Recordings.find(spark, List.of(media.toString())), out("parts"), BatchListener.NONE))
                    .isEqualTo(new BatchSummary(4, 3, 0));
        }
    }

    @Test
    void aLongRecordingThatHasNoAnswerOrCannotBeReadInAPartIsOneRow() throws IOException {
        Path places = Files.createDirectory(folder.resolve("places"));
        FFmpegProgram.make(places.resolve("silent.wav"), "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", 25);
        Path removed = Files.copy(media.resolve("long.flac"), places.resolve("removed.flac"));
        try (SparkRecognition recognition = SparkRecognition.builtIn(spark, DEFAULTS)) {
            BatchListener remover = (done, failures, all) -> delete(removed);
            assertThat(write(recognition, places, "out", remover)).isEqualTo(new BatchSummary(2, 0, 2));
            List<Row> rows = rows("out");
            assertThat(rows).hasSize(2);
            assertError(rows.get(0), removed, "cannot be read", true);
            assertError(rows.get(1), places.resolve("silent.wav"), "its sound is silent", false);
            Files.copy(media.resolve("long.flac"), removed);
            assertThat(write(recognition, places, "out", BatchListener.NONE)).isEqualTo(new BatchSummary(2, 1, 0));
        }
    }

    private static void assertError(Row row, Path path, String error, boolean unread) {
        assertThat(LocalSpark.<String>cell(row, "part")).isEqualTo("whole");
        assertThat(LocalSpark.<String>cell(row, "path")).endsWith(path.toString());
        assertThat(LocalSpark.<String>cell(row, "error"))
                .startsWith(LocalSpark.<String>cell(row, "path"))
                .contains(error)
                .doesNotContain("vavl-");
        assertThat((boolean) cell(row, "unread")).isEqualTo(unread);
        assertThat(LocalSpark.<String>cell(row, "settings")).isEqualTo(DEFAULTS.toString());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPartIsAtLeastAWindow() {
        try (SparkRecognition recognition = SparkRecognition.builtIn(spark, DEFAULTS)) {
            assertThatThrownBy(() -> recognition.write(
                            Recordings.find(spark, List.of(media.toString())),
                            out("none"),
                            Duration.ofSeconds(2),
                            BatchListener.NONE))
                    .isInstanceOf(VavlException.class)
                    .hasMessage("a part is 2.0 s, and must be at least as long as a window, 3.0 s");
        }
    }
}
