package org.vavl.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.vavl.recognition.PartRecognition;
import org.vavl.recognition.RecordingPart;
import org.vavl.recognition.WindowSettings;

/**
 * Parts of recordings as rows: as they are asked for, and as they are answered. An answer is an error, or what is said of the part or, if the recording turned out to be
 * short, the rows of all of it.
 */
final class PartRows implements Serializable {
    /** A recording, and which of its windows. */
    static final StructType ASKED =
            Recordings.SCHEMA.add("first", DataTypes.LongType).add("end", DataTypes.LongType);

    private static final long serialVersionUID = 1L;

    private final StructType answered;

    /** @param written what is written in the end */
    PartRows(StructType written) {
        answered = ASKED.add("unread", DataTypes.BooleanType)
                .add("answer", DataTypes.StringType)
                .add("rows", DataTypes.createArrayType(written));
    }

    StructType answered() {
        return answered;
    }

    static List<Row> asked(Row recording, List<RecordingPart> parts) {
        return parts.stream()
                .map(part -> RowFactory.create(
                        recording.get(0), recording.get(1), recording.get(2), null, part.first(), part.end()))
                .toList();
    }

    static RecordingPart part(Row row, WindowSettings windows) {
        return new RecordingPart(windows, row.getLong(4), row.getLong(5));
    }

    static Row failed(Row asked, String error, boolean unread) {
        return row(asked, error, unread, null, null);
    }

    static Row answered(Row asked, PartRecognition answer) {
        return row(asked, null, null, PartJson.write(answer), null);
    }

    /** @param rows what is written of the whole recording */
    static Row whole(Row asked, List<Row> rows) {
        return row(asked, null, null, null, rows.toArray(Row[]::new));
    }

    private static Row row(
            Row asked,
            @Nullable String error,
            @Nullable Boolean unread,
            @Nullable String answer,
            Row @Nullable [] rows) {
        return RowFactory.create(
                asked.get(0), asked.get(1), asked.get(2), error, asked.get(4), asked.get(5), unread, answer, rows);
    }

    static PartRecognition answer(Row row, WindowSettings windows) {
        return PartJson.read(part(row, windows), row.getString(7));
    }

    static boolean isFailed(Row row) {
        return !row.isNullAt(3);
    }

    static String error(Row failed) {
        return failed.getString(3);
    }

    static boolean isUnread(Row failed) {
        return failed.getBoolean(6);
    }

    static boolean isWhole(Row row) {
        return !row.isNullAt(8);
    }

    /** What is written of the recording. */
    static List<Row> whole(Row row) {
        return row.getList(8);
    }

    /** All parts of a recording in their order. */
    static List<Row> sorted(Iterator<Row> answers) {
        List<Row> sorted = new ArrayList<>();
        answers.forEachRemaining(sorted::add);
        sorted.sort(Comparator.comparingLong(row -> row.getLong(4)));
        return sorted;
    }
}
