package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class RecordingsTest {
    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    private String file(String name, int length) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[length]).toUri().toString().replace("file:///", "file:/");
    }

    private static List<String> paths(Dataset<Row> recordings) {
        return recordings.collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    @Test
    void aFolderGivesTheRecordingsBelowIt() throws IOException {
        String sound = file("a/1.FLAC", 3);
        String video = file("a/b/2.mp4", 4);
        file("a/b/notes.txt", 5);
        Dataset<Row> found = Recordings.find(spark, List.of(folder.toString()));
        assertThat(paths(found)).containsExactly(sound, video);
        Row row = found.sort("length").first();
        assertThat(LocalSpark.<Long>cell(row, "length")).isEqualTo(3);
        assertThat(LocalSpark.<Long>cell(row, "modified"))
                .isEqualTo(Files.getLastModifiedTime(folder.resolve("a/1.FLAC")).toMillis());
        assertThat(LocalSpark.<String>cell(row, "error")).isNull();
    }

    @Test
    void patternsAndNamesWithTheirCharactersAreUnderstoodAndNothingComesTwice() throws IOException {
        String one = file("1.wav", 1);
        String two = file("2.wav", 1);
        String odd = "file:" + folder.resolve("[x].wav");
        file("[x].wav", 1);
        file("3.bin", 1);
        assertThat(paths(Recordings.find(spark, List.of(folder + "/?.wav", folder + "/1.wav", folder + "/[x].wav"))))
                .containsExactlyInAnyOrder(one, two, odd);
    }

    @Test
    void aPlaceWithoutRecordingsIsNamed() {
        assertThatThrownBy(() -> Recordings.find(spark, List.of(folder.toString())))
                .isInstanceOf(VavlException.class)
                .hasMessage(folder + ": there is no recording there");
        assertThatThrownBy(() -> Recordings.find(spark, List.of("nowhere://x/y")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("nowhere://x/y cannot be listed")
                .hasMessageContaining("\"nowhere\"");
    }

    @Test
    void aTableIsLookedAtByTasksAndSaysWhatIsNotThere() throws IOException {
        String one = file("1.wav", 7);
        Dataset<Row> table = spark.createDataset(
                        List.of(one, one, folder + "/none.wav", folder.toString()), Encoders.STRING())
                .toDF("path");
        List<Row> rows = Recordings.of(table).sort("path").collectAsList();
        assertThat(rows).hasSize(3);
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.getString(0)).isEqualTo(one);
            assertThat(LocalSpark.<Long>cell(row, "length")).isEqualTo(7);
        });
        assertThat(rows).anySatisfy(row -> assertThat(LocalSpark.<String>cell(row, "error"))
                .contains("none.wav"));
        assertThat(rows).anySatisfy(row -> assertThat(LocalSpark.<String>cell(row, "error"))
                .isEqualTo("it is a folder"));
    }

    @Test
    void aTableWithoutPathsIsRefused() {
        Dataset<Row> table =
                spark.createDataset(List.of("x"), Encoders.STRING()).toDF("file");
        assertThatThrownBy(() -> Recordings.of(table))
                .isInstanceOf(VavlException.class)
                .hasMessage("the table of recordings has the columns [file], and must have a column 'path' of text");
    }
}
