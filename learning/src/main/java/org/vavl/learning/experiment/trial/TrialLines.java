package org.vavl.learning.experiment.trial;

import java.util.Locale;
import org.vavl.core.Counted;

/** What is said of trials, in one line each. */
public final class TrialLines {
    private TrialLines() {}

    /** What a trial is called, such as {@code MulT, trial 2}. */
    public static String name(Trial trial) {
        return trial.model().label() + ", trial " + trial.number();
    }

    /** What a trial that could not be done is called. */
    public static String name(TrialResults.Failure failure) {
        return failure.model() + ", trial " + failure.number();
    }

    /**
     * A trial begins.
     *
     * @param before how many stand before it
     * @param all how many there are
     */
    public static String started(Trial trial, int before, int all) {
        return String.format(Locale.ROOT, "[%d of %d] %s", before + 1, all, name(trial));
    }

    /** A trial was done before this start. */
    public static String skipped(Trial trial) {
        return name(trial) + ": done before";
    }

    /** A trial is done. */
    public static String done(Trial trial, TrialResult result) {
        return name(trial) + String.format(Locale.ROOT, ": done, epoch %d is kept", result.epoch());
    }

    /** All trials are over. */
    public static String summary(TrialResults results) {
        return String.format(
                Locale.ROOT,
                "%s done, %d failed",
                Counted.of(results.done().size(), "trial"),
                results.failed().size());
    }

    /** A trial could not be done. */
    public static String failed(TrialResults.Failure failure) {
        return name(failure) + " failed: " + failure.reason();
    }
}
