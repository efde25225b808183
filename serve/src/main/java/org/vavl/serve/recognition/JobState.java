package org.vavl.serve.recognition;

import java.util.Locale;
import org.vavl.serve.http.Problem;

/** How far a job has come. */
sealed interface JobState {
    /** Others are before it. */
    record Waiting() implements JobState {}

    /**
     * It is worked on.
     *
     * @param seconds how much of the recording was gone through
     */
    record Running(double seconds) implements JobState {}

    /** The answer is there. */
    record Done(Answer answer) implements JobState {}

    /** There is no answer. */
    record Failed(Problem problem) implements JobState {}

    /** Somebody wanted it to end. */
    record Cancelled() implements JobState {}

    /** Whether nothing changes any more. */
    default boolean hasEnded() {
        return !(this instanceof Waiting || this instanceof Running);
    }

    /** As it is written. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
