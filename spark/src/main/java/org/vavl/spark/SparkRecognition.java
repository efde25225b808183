package org.vavl.spark;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    /** What says that a row is the answer to a question. */
    private static final List<String> KEYS = List.of(
            Recordings.PATH, Recordings.LENGTH, Recordings.MODIFIED, RecognitionRows.MODEL, RecognitionRows.SETTINGS);

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
        return looked.flatMap(
                new Recognize(recognizer(), rows, new RecordingTask(copies(), counters)), Encoders.row(rows.schema()));
    }

    private OpenRecognizer recognizer() {
        return new OpenRecognizer(shared, model, settings);
    }

    private LocalCopies copies() {
        return new LocalCopies(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
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
        return new BatchOutput(spark, folder, rows.schema()).write(asked(recordings), KEYS, this::recognize, listener);
    }

    /**
     * The same, with long recordings answered in parts, each by a task, and joined; see {@link #write(Dataset, String, BatchListener)}. Sound gets the answers of the
     * whole recording. Of pictures some may differ, as docs/scale.md says; the column {@code settings} then names the part's length. Answers for whole recordings count
     * as there. Each task copies the recording, and decodes it from its begin to its part's end. The list of long recordings is in the driver's memory.
     *
     * @param part how long a part may be, at least a window; longer recordings are cut into parts of about the same length
     * @throws VavlException also if it is shorter than a window
     */
    public BatchSummary write(Dataset<Row> recordings, String folder, Duration part, BatchListener listener) {
        PartedRecognition work = new PartedRecognition(spark, recognizer(), rows, copies(), part);
        Map<String, String> alike = Map.of(PartedRecognition.settings(settings, part), settings.toString());
        return new BatchOutput(spark, folder, rows.schema(), alike).write(asked(recordings), KEYS, work, listener);
    }

    private Dataset<Row> asked(Dataset<Row> recordings) {
        return Recordings.of(recordings)
                .withColumn(RecognitionRows.MODEL, functions.lit(model.digest()))
                .withColumn(RecognitionRows.SETTINGS, functions.lit(settings.toString()));
    }

    /** Frees what executors hold for this; tables of {@link #recognize} cannot be used any more. */
    @Override
    public void close() {
        shared.destroy();
        own.close();
    }

    /** Recognises one recording. */
    private record Recognize(OpenRecognizer opened, RecognitionRows rows, RecordingTask task)
            implements FlatMapFunction<Row, Row> {
        @Override
        public Iterator<Row> call(Row recording) {
            return opened.use(recognizer -> task.with(
                            recording,
                            1,
                            copy -> opened.rows(recording, copy, recognizer, rows, task),
                            error -> List.of(rows.failed(recording, error, true))))
                    .iterator();
        }
    }
}
