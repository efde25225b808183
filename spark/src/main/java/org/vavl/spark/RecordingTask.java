package org.vavl.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.vavl.core.VavlException;
import org.vavl.features.media.file.TemporaryMedia;

/** Works on one recording in a task: copies it, counts it, and goes on where it cannot be read or worked on. */
final class RecordingTask implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LocalCopies copies;
    private final BatchCounters counters;

    RecordingTask(LocalCopies copies, BatchCounters counters) {
        this.copies = copies;
        this.counters = counters;
    }

    /**
     * Works with a copy, which is gone afterwards.
     *
     * @param recording as {@link Recordings} have it
     * @param works how often {@code work} calls {@link #attempt}
     * @param work does what is to be done
     * @param unread is told why the recording cannot be read
     */
    <T> T with(Row recording, int works, Function<Path, T> work, Function<String, T> unread) {
        String path = recording.getString(0);
        if (!recording.isNullAt(3)) {
            counters.add(works, works);
            return unread.apply(named(path, recording.getString(3)));
        }
        TemporaryMedia copy;
        try {
            copy = copies.of(path);
        } catch (VavlException e) {
            requireNotKilled();
            counters.add(works, works);
            return unread.apply(named(path, Messages.of(e)));
        }
        try (copy) {
            return work.apply(copy.file());
        }
    }

    /**
     * Does something with a copy.
     *
     * @param failed is told why it cannot be done
     */
    <T> T attempt(Row recording, Path copy, Supplier<T> work, Function<String, T> failed) {
        String path = recording.getString(0);
        return attempt(recording, error -> error.replace(copy.toString(), path), work, failed);
    }

    /** Does something with what is known of a recording; see {@link #attempt(Row, Path, Supplier, Function)}. */
    <T> T attempt(Row recording, Supplier<T> work, Function<String, T> failed) {
        return attempt(recording, error -> error, work, failed);
    }

    private <T> T attempt(Row recording, UnaryOperator<String> renamed, Supplier<T> work, Function<String, T> failed) {
        String path = recording.getString(0);
        T result;
        try {
            result = work.get();
        } catch (VavlException e) {
            requireNotKilled();
            counters.add(1, 1);
            return failed.apply(named(path, renamed.apply(Messages.of(e))));
        } catch (RuntimeException e) { // a fault of the program must not cost the other recordings
            requireNotKilled();
            System.getLogger(RecordingTask.class.getName()).log(System.Logger.Level.ERROR, path, e);
            counters.add(1, 1);
            return failed.apply(named(path, "it could not be worked on: " + e));
        }
        counters.add(1, 0);
        return result;
    }

    private static String named(String path, String error) {
        return error.startsWith(path) ? error : path + ": " + error;
    }

    /** What cannot be done since Spark wants the task to end says nothing of the recording. */
    private static void requireNotKilled() {
        if (TaskContext.get().isInterrupted() || Thread.currentThread().isInterrupted()) {
            throw new TaskKilledException();
        }
    }
}
