package org.vavl.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.vavl.core.VavlException;

/** A folder of Parquet files, to which each run adds what is not there yet. */
final class BatchOutput {
    private static final long SECONDS_BETWEEN_NEWS = 2;

    /** Each task leaves one file, which appears as the task ends, so that a run that is cut off loses no more than the tasks under way. */
    private static final String COMMIT = "mapreduce.fileoutputcommitter.algorithm.version";

    /** What a task is lost with. */
    private static final int RECORDINGS_A_TASK = 32;

    private static final int MOST_TASKS = 20_000;
    private static final int TASKS_A_CORE = 4;

    private final SparkSession spark;
    private final String folder;
    private final StructType schema;
    private final Map<String, String> alike;

    /** For rows that count as no others; see {@link #BatchOutput(SparkSession, String, StructType, Map)}. */
    BatchOutput(SparkSession spark, String folder, StructType schema) {
        this(spark, folder, schema, Map.of());
    }

    /**
     * @param schema of the files there
     * @param alike of settings that are there, those that are asked for and that they are as good as
     * @throws VavlException if the folder has files of another kind
     */
    BatchOutput(SparkSession spark, String folder, StructType schema, Map<String, String> alike) {
        this.alike = alike;
        this.spark = spark;
        this.folder = folder;
        this.schema = schema;
        there(); // says what is wrong with the folder before anything is done
    }

    /**
     * What is there.
     *
     * @throws VavlException if it is of another kind
     */
    private Dataset<Row> there() {
        if (!hasFiles()) {
            return spark.createDataFrame(List.of(), schema);
        }
        Dataset<Row> found = spark.read().parquet(folder);
        List<String> names = Arrays.asList(found.columns());
        if (!names.equals(List.of(schema.fieldNames()))) {
            throw new VavlException(folder + " has a table with the columns " + names + ", and must have "
                    + List.of(schema.fieldNames()) + ": name another folder");
        }
        return found;
    }

    private boolean hasFiles() {
        try {
            Path path = new Path(folder);
            FileStatus[] found = path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .globStatus(new Path(path, "*.parquet"));
            return found != null && found.length > 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new VavlException(folder + " cannot be listed: " + Messages.of(e), e);
        }
    }

    /**
     * Does what is not there yet, and adds it.
     *
     * @param asked a row for each that is asked for, with a recording's columns
     * @param keys the columns that say what it is, here and there
     * @param work makes rows to be written of rows that are asked for
     */
    BatchSummary write(Dataset<Row> asked, List<String> keys, BatchWork work, BatchListener listener) {
        Dataset<Row> all = asked.persist();
        Dataset<Row> missing = missing(all, keys).persist();
        try {
            long count = missing.count();
            BatchCounters counters = new BatchCounters(spark.sparkContext());
            if (count > 0) {
                add(work.rows(deal(missing, count), counters), counters, count, listener);
                work.rest(counters).forEachRemaining(rows -> add(rows, counters, count, listener));
            }
            return new BatchSummary(all.count(), all.count() - count, counters.failures());
        } finally {
            missing.unpersist();
            all.unpersist();
        }
    }

    /** The rows of which none with the same keys is there; those that could not be read are not, whatever stands there. */
    private Dataset<Row> missing(Dataset<Row> wanted, List<String> keys) {
        Dataset<Row> done = withAlike(there().where("unread is null or not unread"))
                .select(keys.stream().map(functions::col).toArray(Column[]::new))
                .distinct();
        Column same = keys.stream()
                .map(key -> wanted.col(key).equalTo(done.col(key)))
                .reduce(Column::and)
                .orElseThrow();
        return wanted.join(done, same, "left_anti");
    }

    private Dataset<Row> withAlike(Dataset<Row> rows) {
        Dataset<Row> counted = rows;
        for (Map.Entry<String, String> same : alike.entrySet()) {
            Column settings = functions.col(RecognitionRows.SETTINGS);
            counted = counted.withColumn(
                    RecognitionRows.SETTINGS,
                    functions
                            .when(settings.equalTo(same.getKey()), same.getValue())
                            .otherwise(settings));
        }
        return counted;
    }

    /** Deals recordings out to tasks; always in the same way, so that a task that is done again writes what it wrote. */
    private Dataset<Row> deal(Dataset<Row> recordings, long count) {
        long cores = spark.sparkContext().defaultParallelism();
        long tasks = Math.max(TASKS_A_CORE * cores, Math.min(MOST_TASKS, count / RECORDINGS_A_TASK));
        return recordings.repartition((int) Math.max(1, Math.min(count, tasks)), functions.col(Recordings.PATH));
    }

    /** Adds rows, telling how far it has come. */
    private void add(Dataset<Row> rows, BatchCounters counters, long all, BatchListener listener) {
        ScheduledExecutorService news = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "vavl-spark-progress");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<?> saying = news.scheduleWithFixedDelay(
                    () -> listener.at(counters.recordings(), counters.failures(), all),
                    SECONDS_BETWEEN_NEWS,
                    SECONDS_BETWEEN_NEWS,
                    TimeUnit.SECONDS);
            rows.write().mode(SaveMode.Append).option(COMMIT, "2").parquet(folder);
            saying.cancel(false);
        } finally {
            news.shutdownNow();
        }
        listener.at(counters.recordings(), counters.failures(), all);
    }
}
