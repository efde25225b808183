package org.vavl.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.vavl.core.VavlException;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowSettings;

/**
 * Recognises many recordings on Spark:
 *
 * <pre>{@code
 * try (SparkRecognition recognition = SparkRecognition.builtIn(spark, SparkRecognitionSettings.defaults())) {
 *     Dataset<Row> calls = Recordings.find(spark, List.of("s3a://calls/2026"));
 *     recognition.write(calls, "s3a://answers/2026", BatchListener.NONE);
 * }
 * }</pre>
 *
 * <p>Answers are what {@link Recognizer#recognize(java.nio.file.Path, WindowSettings, WindowListener)} says. Each executor opens the model once, and its tasks share
 * it. A recording that cannot be read or recognised is a row with its error. Weights that others trained, if the model's extractors need some, are taken from
 * each machine's own store.
 *
 * <p>May be used by several threads.
 */
public final class SparkRecognition implements AutoCloseable {
    private final SparkSession spark;
    private final SharedModel model;
    private final SparkRecognitionSettings settings;
    private final RecognitionRows rows;
    private final PerExecutor<Recognizer> own = new PerExecutor<>();
    private final Broadcast<PerExecutor<Recognizer>> shared;

    private SparkRecognition(SparkSession spark, SharedModel model, SparkRecognitionSettings settings) {
        this.spark = spark;
        this.model = model;
        this.settings = settings;
        rows = own.use(
                () -> model.open(settings.recognizer()),
                recognizer -> new RecognitionRows(recognizer.model(), model.digest(), settings.toString()));
        if (!spark.sparkContext().isLocal()) { // else this is the executor, too
            own.close();
        }
        shared = new JavaSparkContext(spark.sparkContext()).broadcast(own);
    }

    /**
     * With the built-in model.
     *
     * @throws VavlException if the artifact {@code vavl-models} is not on the class path
     */
    public static SparkRecognition builtIn(SparkSession spark, SparkRecognitionSettings settings) {
        return new SparkRecognition(spark, SharedModel.builtIn(), settings);
    }

    /**
     * With a model file, which is sent to the executors.
     *
     * @param model on one of Hadoop's file systems, such as the driver's own
     * @throws VavlException if it cannot be read or is no model
     */
    public static SparkRecognition load(SparkSession spark, String model, SparkRecognitionSettings settings) {
        return new SparkRecognition(spark, SharedModel.send(spark, model), settings);
    }

    /** The columns of what {@link #recognize} and {@link #write} give; docs/scale.md describes them. */
    public StructType schema() {
        return rows.schema();
    }

    /**
     * Recognises recordings when the table is used, each time anew, until this is closed.
     *
     * @param recordings a table with a column {@code path}; see {@link Recordings}
     * @throws VavlException if it has none
     */
    public Dataset<Row> recognize(Dataset<Row> recordings) {
        return recognize(Recordings.of(recordings), new BatchCounters(spark.sparkContext()));
    }

    private Dataset<Row> recognize(Dataset<Row> looked, BatchCounters counters) {
        LocalCopies copies = new LocalCopies(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        return looked.flatMap(
                new Recognize(shared, model, settings, rows, new RecordingTask(copies, counters)),
                Encoders.row(rows.schema()));
    }

    /**
     * Recognises those recordings of which a folder has no answer yet by this model with these settings, and adds the answers to it as Parquet
     * files. A recording that has another length or time of modification is another one; one that could not be read is tried again. If
     * the run is cut off, the next one goes on with what tasks had ended.
     *
     * @param recordings a table with a column {@code path}; see {@link Recordings}
     * @param folder on one of Hadoop's file systems; made if need be. No two runs may write to it at once
     * @throws VavlException if the table has no such column, or the folder has a table of another kind
     */
    public BatchSummary write(Dataset<Row> recordings, String folder, BatchListener listener) {
        Dataset<Row> asked = Recordings.of(recordings)
                .withColumn(RecognitionRows.MODEL, functions.lit(model.digest()))
                .withColumn(RecognitionRows.SETTINGS, functions.lit(settings.toString()));
        List<String> keys = List.of(
                Recordings.PATH,
                Recordings.LENGTH,
                Recordings.MODIFIED,
                RecognitionRows.MODEL,
                RecognitionRows.SETTINGS);
        return new BatchOutput(spark, folder, rows.schema()).write(asked, keys, this::recognize, listener);
    }

    /** Frees what executors hold for this; tables of {@link #recognize} cannot be used any more. */
    @Override
    public void close() {
        shared.destroy();
        own.close();
    }

    /** Recognises one recording. */
    private record Recognize(
            Broadcast<PerExecutor<Recognizer>> shared,
            SharedModel model,
            SparkRecognitionSettings settings,
            RecognitionRows rows,
            RecordingTask task)
            implements FlatMapFunction<Row, Row> {
        @Override
        public Iterator<Row> call(Row recording) {
            return shared.value()
                    .use(() -> model.open(settings.recognizer()), recognizer -> rows(recording, recognizer))
                    .iterator();
        }

        private List<Row> rows(Row recording, Recognizer recognizer) {
            return task.with(
                    recording,
                    1,
                    copy -> task.attempt(
                            recording,
                            copy,
                            () -> rows.rows(
                                    recording, recognizer.recognize(copy, settings.windows(), WindowListener.NONE)),
                            error -> List.of(rows.failed(recording, error, false))),
                    error -> List.of(rows.failed(recording, error, true)));
        }
    }
}
