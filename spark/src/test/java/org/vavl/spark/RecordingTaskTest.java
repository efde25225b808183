package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class RecordingTaskTest {
    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    /** What is done with a copy. */
    private interface Work extends Serializable {
        void on(Path copy) throws InterruptedException;
    }

    private List<Row> run(Work work) throws IOException {
        Path file = Files.writeString(folder.resolve("sound.wav"), "content");
        RecordingTask task = new RecordingTask(
                new LocalCopies(
                        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration())),
                new BatchCounters(spark.sparkContext()));
        MapFunction<Row, Row> rows = recording -> task.with(
                recording,
                1,
                copy -> task.attempt(
                        recording,
                        copy,
                        () -> RowFactory.create(done(work, copy), null, null, null),
                        error -> RowFactory.create(error, 0L, 0L, null)),
                error -> RowFactory.create(error, 0L, 1L, null));
        Dataset<Row> found = Recordings.find(spark, List.of(file.toString()));
        return found.map(rows, Encoders.row(Recordings.SCHEMA)).collectAsList();
    }

    private static String done(Work work, Path copy) {
        try {
            work.on(copy);
            return copy.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        }
    }

    @Test
    void theCopyHasTheContentAndTheEndingAndIsGoneAfterwards() throws IOException {
        List<Row> rows = run(copy -> assertThat(copy).hasContent("content"));
        Path copy = Path.of(rows.get(0).getString(0));
        assertThat(copy.toString()).endsWith(".wav");
        assertThat(copy).doesNotExist();
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    @Test
    void aFaultOfTheProgramIsARowAndLeavesNothing() throws IOException {
        List<Row> rows = run(copy -> {
            throw new IllegalStateException("a fault");
        });
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getString(0))
                .contains("sound.wav: it could not be worked on")
                .contains("a fault");
        assertThat(rows.get(0).getLong(2)).isZero();
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    @Test
    void aTaskThatIsKilledLeavesNothing() throws Exception {
        Path begun = folder.resolve("begun");
        String marker = begun.toString();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<List<Row>> job = threads.submit(() -> {
            spark.sparkContext().setJobGroup("killed", "a job that is cancelled", true);
            return run(copy -> {
                touch(Path.of(marker));
                Thread.sleep(60_000);
            });
        });
        for (int i = 0; i < 3000 && Files.notExists(begun); i++) {
            Thread.sleep(20);
        }
        spark.sparkContext().cancelJobGroup("killed");
        assertThatThrownBy(job::get).isInstanceOf(ExecutionException.class).hasMessageContaining("cancelled");
        threads.shutdown();
        for (int i = 0; i < 3000 && !LocalSpark.leftovers().isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
