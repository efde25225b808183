package org.vavl.spark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.features.media.MediaDuration;
import org.vavl.features.media.MediaLimits;
import org.vavl.recognition.PartRecognition;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecordingPart;
import org.vavl.recognition.WindowSettings;

/**
 * Recognises recordings, long ones in parts. The first job recognises the short ones and tells of the long ones. Jobs behind it answer the parts of some long
 * recordings, a task for each, and join them, so that a run that is cut off loses no more than these.
 */
final class PartedRecognition implements BatchWork {
    private static final int PARTS_A_CORE = 4;

    private final SparkSession spark;
    private final OpenRecognizer recognizer;
    private final RecognitionRows rows;
    private final LocalCopies copies;
    private final Duration part;
    private final double partSeconds;
    private final CollectionAccumulator<Row> found;

    /**
     * @param part how long a part may be; a recording that is longer is cut
     * @throws VavlException if it is shorter than a window
     */
    PartedRecognition(
            SparkSession spark, OpenRecognizer recognizer, RecognitionRows rows, LocalCopies copies, Duration part) {
        this.spark = spark;
        this.recognizer = recognizer;
        this.rows = rows;
        this.copies = copies;
        this.part = part;
        this.partSeconds = part.toMillis() / 1e3;
        double window = recognizer.settings().windowSeconds();
        if (partSeconds < window) {
            throw new VavlException(
                    "a part is " + partSeconds + " s, and must be at least as long as a window, " + window + " s");
        }
        found = spark.sparkContext().collectionAccumulator();
    }

    /** As the column {@code settings} has it where a recording's pictures were answered in parts. */
    static String settings(SparkRecognitionSettings settings, Duration part) {
        return settings + " part=" + part.toMillis() / 1e3;
    }

    @Override
    public Dataset<Row> rows(Dataset<Row> asked, BatchCounters counters) {
        return asked.flatMap(
                new Shorter(recognizer, rows, new RecordingTask(copies, counters), partSeconds, found),
                Encoders.row(rows.schema()));
    }

    @Override
    public Iterator<Dataset<Row>> rest(BatchCounters counters) {
        BatchCounters ofParts = new BatchCounters(spark.sparkContext(), "parts of recordings");
        return rounds().stream().map(parts -> joined(parts, ofParts, counters)).iterator();
    }

    /** The parts of all long recordings; of some recordings each, so that all cores have some to do. */
    private List<List<Row>> rounds() {
        TreeMap<String, Row> recordings = new TreeMap<>(); // a task that was done again told of its own again
        found.value().forEach(recording -> recordings.put(recording.getString(0), recording));
        int enough = PARTS_A_CORE * spark.sparkContext().defaultParallelism();
        List<List<Row>> rounds = new ArrayList<>();
        List<Row> round = new ArrayList<>();
        for (Row recording : recordings.values()) {
            WindowSettings windows = recognizer.settings().windows();
            round.addAll(PartRows.asked(recording, RecordingPart.divide(windows, recording.getDouble(3), partSeconds)));
            if (round.size() >= enough) {
                rounds.add(round);
                round = new ArrayList<>();
            }
        }
        if (!round.isEmpty()) {
            rounds.add(round);
        }
        return rounds;
    }

    private Dataset<Row> joined(List<Row> parts, BatchCounters ofParts, BatchCounters counters) {
        PartRows partRows = new PartRows(rows.schema());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(context.parallelize(parts, parts.size()), PartRows.ASKED)
                .flatMap(
                        new Part(recognizer, rows, new RecordingTask(copies, ofParts)),
                        Encoders.row(partRows.answered()))
                .groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
                .flatMapGroups(
                        new Join(
                                recognizer,
                                rows,
                                new RecordingTask(copies, counters),
                                settings(recognizer.settings(), part)),
                        Encoders.row(rows.schema()));
    }

    /** Recognises a recording, unless it is long, which it tells of. */
    private record Shorter(
            OpenRecognizer opened,
            RecognitionRows rows,
            RecordingTask task,
            double longestSeconds,
            CollectionAccumulator<Row> found)
            implements FlatMapFunction<Row, Row> {
        @Override
        public Iterator<Row> call(Row recording) {
            return opened.use(recognizer -> task.with(
                            recording,
                            1,
                            copy -> rows(recording, copy, recognizer),
                            error -> List.of(rows.failed(recording, error, true))))
                    .iterator();
        }

        private List<Row> rows(Row recording, Path copy, Recognizer recognizer) {
            double seconds = seconds(copy);
            if (seconds > longestSeconds) {
                found.add(RowFactory.create(recording.get(0), recording.get(1), recording.get(2), seconds));
                return List.of();
            }
            return opened.rows(recording, copy, recognizer, rows, task);
        }

        /** What cannot be read is not long: what is wrong with it is told where it is recognised. */
        private static double seconds(Path copy) {
            try {
                return MediaDuration.seconds(copy, MediaLimits.defaults());
            } catch (VavlException e) {
                return 0;
            }
        }
    }

    /** Answers a part. */
    private record Part(OpenRecognizer opened, RecognitionRows rows, RecordingTask task)
            implements FlatMapFunction<Row, Row> {
        @Override
        public Iterator<Row> call(Row asked) {
            Row answer = opened.use(recognizer -> task.with(
                    asked,
                    1,
                    copy -> task.attempt(
                            asked,
                            copy,
                            () -> answer(asked, copy, recognizer),
                            error -> PartRows.failed(asked, error, false)),
                    error -> PartRows.failed(asked, error, true)));
            return List.of(answer).iterator();
        }

        private Row answer(Row asked, Path copy, Recognizer recognizer) {
            PartRecognition answer = recognizer.recognize(
                    new Recognizer.MediaFile(copy.toString(), copy),
                    PartRows.part(asked, opened.settings().windows()));
            return answer.whole()
                    .map(whole -> PartRows.whole(asked, rows.rows(asked, whole)))
                    .orElseGet(() -> PartRows.answered(asked, answer));
        }
    }

    /**
     * Joins the answers of a recording's parts; an error of one is that of the recording.
     *
     * @param settings as the rows have them where pictures were answered in parts
     */
    private record Join(OpenRecognizer opened, RecognitionRows rows, RecordingTask task, String settings)
            implements FlatMapGroupsFunction<String, Row, Row> {
        @Override
        public Iterator<Row> call(String path, Iterator<Row> answers) {
            List<Row> parts = PartRows.sorted(answers);
            Row recording = parts.get(0);
            Optional<Row> failed = parts.stream().filter(PartRows::isFailed).findFirst();
            return task.attempt(
                            recording,
                            () -> rows(path, parts, failed),
                            error -> List.of(rows.failed(
                                    recording,
                                    error,
                                    failed.map(PartRows::isUnread).orElse(false))))
                    .iterator();
        }

        private List<Row> rows(String path, List<Row> parts, Optional<Row> failed) {
            if (failed.isPresent()) {
                throw new VavlException(PartRows.error(failed.get()));
            }
            Row recording = parts.get(0);
            if (PartRows.isWhole(recording)) {
                return PartRows.whole(recording);
            }
            WindowSettings windows = opened.settings().windows();
            Recognition answer = opened.use(recognizer -> recognizer.join(
                    path,
                    parts.stream().map(part -> PartRows.answer(part, windows)).toList()));
            return (hasPictures(answer) ? rows.with(settings) : rows).rows(recording, answer);
        }

        /** Whether there was anything in which the parts may have seen something else than the whole would have. */
        private static boolean hasPictures(Recognition answer) {
            return Optional.ofNullable(answer.modalities().get(Modality.VISUAL))
                    .filter(presence -> presence.frames() > 0)
                    .isPresent();
        }
    }
}
