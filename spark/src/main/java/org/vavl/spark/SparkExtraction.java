package org.vavl.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.ExtractedFeatures;
import scala.Tuple2;

/**
 * Makes features of many recordings on Spark, one row for each recording and modality:
 *
 * <pre>{@code
 * try (SparkExtraction extraction = SparkExtraction.open(spark, List.of(ExtractorChoice.standard()))) {
 *     extraction.write(Recordings.find(spark, List.of("s3a://calls/2026")), "s3a://features/2026", BatchListener.NONE);
 * }
 * }</pre>
 *
 * <p>Features are those of {@code vavl extract}. Each executor opens the extractors once, and its tasks share them. What cannot be read, or has not
 * the modality, is a row with its error.
 *
 * <p>May be used by several threads.
 */
public final class SparkExtraction implements AutoCloseable {
    /** T·D of one row at the most, 256 MB: Spark has a row several times in memory. */
    static final int MOST_VALUES = 1 << 26;

    static final String MODALITY = "modality";
    static final String EXTRACTOR = "extractor";
    static final String VERSION = "version";

    private static final String MODALITIES = "modalities";

    private static final StructType KEYS = new StructType()
            .add(MODALITY, DataTypes.StringType)
            .add(EXTRACTOR, DataTypes.StringType)
            .add(VERSION, DataTypes.StringType);

    /** All but the values. */
    private static final StructType FACTS = new StructType()
            .add(Recordings.PATH, DataTypes.StringType)
            .add(Recordings.LENGTH, DataTypes.LongType)
            .add(Recordings.MODIFIED, DataTypes.LongType)
            .add(MODALITY, DataTypes.StringType)
            .add(EXTRACTOR, DataTypes.StringType)
            .add(VERSION, DataTypes.StringType)
            .add("frame_rate", DataTypes.DoubleType)
            .add("width", DataTypes.IntegerType)
            .add("frames", DataTypes.IntegerType)
            .add("valid_frames", DataTypes.IntegerType)
            .add(Recordings.ERROR, DataTypes.StringType)
            .add(RecognitionRows.UNREAD, DataTypes.BooleanType);

    private static final StructType SCHEMA = FACTS.add("values", DataTypes.createArrayType(DataTypes.FloatType, false))
            .add("valid", DataTypes.createArrayType(DataTypes.BooleanType, false));

    private final SparkSession spark;
    private final ArrayList<ExtractorChoice> choices;
    private final List<Row> keys;
    private final PerExecutor<OpenExtractors> own = new PerExecutor<>();
    private final Broadcast<PerExecutor<OpenExtractors>> shared;

    private SparkExtraction(SparkSession spark, List<ExtractorChoice> choices) {
        this.spark = spark;
        this.choices = new ArrayList<>(choices);
        this.keys = own.use(() -> new OpenExtractors(choices), open -> choices.stream()
                .map(choice -> key(choice, open.id(choice.modality())))
                .toList());
        if (!spark.sparkContext().isLocal()) { // else this is the executor, too
            own.close();
        }
        shared = new JavaSparkContext(spark.sparkContext()).broadcast(own);
    }

    private static Row key(ExtractorChoice choice, ExtractorId id) {
        return RowFactory.create(choice.modality(), id.name(), id.version());
    }

    /**
     * With extractors of different modalities.
     *
     * @throws VavlException if an extractor cannot be opened, or two are of one modality
     */
    public static SparkExtraction open(SparkSession spark, List<ExtractorChoice> choices) {
        long modalities =
                choices.stream().map(ExtractorChoice::modality).distinct().count();
        if (choices.isEmpty() || modalities < choices.size()) {
            throw new VavlException("the extractors are " + choices + ", and must be one for each of some modalities");
        }
        return new SparkExtraction(spark, choices);
    }

    /** The columns of what {@link #extract} and {@link #write} give; docs/scale.md describes them. */
    public StructType schema() {
        return SCHEMA;
    }

    /**
     * Makes features when the table is used, each time anew, until this is closed.
     *
     * @param recordings a table with a column {@code path}; see {@link Recordings}
     * @throws VavlException if it has none
     */
    public Dataset<Row> extract(Dataset<Row> recordings) {
        return extract(asked(recordings), new BatchCounters(spark.sparkContext()));
    }

    /** A row for each recording and modality. */
    private Dataset<Row> asked(Dataset<Row> recordings) {
        return Recordings.of(recordings).crossJoin(spark.createDataFrame(keys, KEYS));
    }

    private Dataset<Row> extract(Dataset<Row> asked, BatchCounters counters) {
        LocalCopies copies = new LocalCopies(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        Dataset<Tuple2<Row, FeatureValues>> made = asked.groupBy(
                        Recordings.PATH, Recordings.LENGTH, Recordings.MODIFIED, Recordings.ERROR)
                .agg(functions
                        .collect_list(functions.struct(MODALITY, EXTRACTOR, VERSION))
                        .as(MODALITIES))
                .flatMap(
                        new Extract(shared, choices, new RecordingTask(copies, counters)),
                        Encoders.tuple(Encoders.row(FACTS), Encoders.bean(FeatureValues.class)));
        Column fine = functions.col("_1." + Recordings.ERROR).isNull();
        return made.select(
                functions.col("_1.*"),
                functions.when(fine, functions.col("_2.values")).as("values"),
                functions.when(fine, functions.col("_2.valid")).as("valid"));
    }

    /**
     * Makes those features that a folder does not have yet, and adds them to it as Parquet files; see {@link SparkRecognition#write}. A version of
     * the extractor that would make other values is another extractor.
     *
     * @param recordings a table with a column {@code path}; see {@link Recordings}
     * @param folder on one of Hadoop's file systems; made if need be. No two runs may write to it at once
     * @throws VavlException if the table has no such column, or the folder has a table of another kind
     */
    public BatchSummary write(Dataset<Row> recordings, String folder, BatchListener listener) {
        List<String> names =
                List.of(Recordings.PATH, Recordings.LENGTH, Recordings.MODIFIED, MODALITY, EXTRACTOR, VERSION);
        return new BatchOutput(spark, folder, SCHEMA).write(asked(recordings), names, this::extract, listener);
    }

    /** Frees what executors hold for this; tables of {@link #extract} cannot be used any more. */
    @Override
    public void close() {
        shared.destroy();
        own.close();
    }

    /** Makes the features of one recording. */
    private record Extract(
            Broadcast<PerExecutor<OpenExtractors>> shared, ArrayList<ExtractorChoice> choices, RecordingTask task)
            implements FlatMapFunction<Row, Tuple2<Row, FeatureValues>> {
        @Override
        public Iterator<Tuple2<Row, FeatureValues>> call(Row recording) {
            List<Row> wanted = recording.getList(recording.fieldIndex(MODALITIES));
            return shared.value()
                    .use(() -> new OpenExtractors(choices), open -> rows(recording, wanted, open))
                    .iterator();
        }

        private List<Tuple2<Row, FeatureValues>> rows(Row recording, List<Row> wanted, OpenExtractors open) {
            return task.with(
                    recording,
                    wanted.size(),
                    copy -> wanted.stream()
                            .map(key -> task.attempt(
                                    recording,
                                    copy,
                                    () -> made(recording, key, open.extract(key.getString(0), copy)),
                                    error -> failed(recording, key, error, false)))
                            .toList(),
                    error -> wanted.stream()
                            .map(key -> failed(recording, key, error, true))
                            .toList());
        }

        private static Tuple2<Row, FeatureValues> made(Row recording, Row key, ExtractedFeatures extracted) {
            try (extracted) {
                FeatureSequence features = extracted.sequence();
                long values = (long) features.frames() * features.width();
                if (values > MOST_VALUES) {
                    throw new VavlException("its features are " + values + " values, and a row has at most "
                            + MOST_VALUES + ": cut the recording into shorter ones");
                }
                Row facts = facts(
                        recording,
                        key,
                        features.frameRate(),
                        features.width(),
                        features.frames(),
                        features.validFrames(),
                        null,
                        null);
                return new Tuple2<>(facts, FeatureValues.of(features));
            }
        }

        private static Tuple2<Row, FeatureValues> failed(Row recording, Row key, String error, boolean unread) {
            return new Tuple2<>(facts(recording, key, null, null, null, null, error, unread), new FeatureValues());
        }

        private static Row facts(Row recording, Row key, @Nullable Object... others) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                cells.add(recording.get(i));
            }
            for (int i = 0; i < 3; i++) {
                cells.add(key.get(i));
            }
            cells.addAll(Arrays.asList(others));
            return RowFactory.create(cells.toArray());
        }
    }
}
