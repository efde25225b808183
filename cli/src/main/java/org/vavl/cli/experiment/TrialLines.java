package org.vavl.cli.experiment;

import java.util.Locale;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;

/** What is said of trials, in one line each. */
final class TrialLines {
    private TrialLines() {}

    static String name(Trial trial) {
        return trial.model().label() + ", trial " + trial.number();
    }

    static String name(TrialResults.Failure failure) {
        return failure.model() + ", trial " + failure.number();
    }

    static String started(Trial trial, int before, int all) {
        return String.format(Locale.ROOT, "[%d of %d] %s", before + 1, all, name(trial));
    }

    static String skipped(Trial trial) {
        return name(trial) + ": done before";
    }

    static String done(Trial trial, TrialResult result) {
        return name(trial) + String.format(Locale.ROOT, ": done, epoch %d is kept", result.epoch());
    }

    static String failed(TrialResults.Failure failure) {
        return name(failure) + " failed: " + failure.reason();
    }
}
