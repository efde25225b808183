package org.vavl.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowListener;

/** The recogniser that each executor opens once, and how it is used. */
record OpenRecognizer(Broadcast<PerExecutor<Recognizer>> shared, SharedModel model, SparkRecognitionSettings settings)
        implements Serializable {
    <R> R use(Function<Recognizer, R> action) {
        return shared.value().use(() -> model.open(settings.recognizer()), action);
    }

    /** Recognises one recording, of which there is a copy. */
    List<Row> rows(Row recording, Path copy, Recognizer recognizer, RecognitionRows rows, RecordingTask task) {
        return task.attempt(
                recording,
                copy,
                () -> rows.rows(recording, recognizer.recognize(copy, settings.windows(), WindowListener.NONE)),
                error -> List.of(rows.failed(recording, error, false)));
    }
}
