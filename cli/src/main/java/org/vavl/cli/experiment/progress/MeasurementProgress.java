package org.vavl.cli.experiment.progress;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.Progress;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialLines;

/** Shows how far trained networks are measured, when their trials are over. */
final class MeasurementProgress implements AutoCloseable {
    private final PrintWriter err;
    private @Nullable Progress progress;

    MeasurementProgress(PrintWriter err) {
        this.err = err;
    }

    /** So many of all measurements are done, the last one of a trial's network. */
    void measured(Trial trial, long done, long all) {
        Progress shown = progress;
        if (shown == null) {
            shown = Progress.begin(err, "measurements", 0, all);
            progress = shown;
        }
        shown.stepTo(done, TrialLines.name(trial));
    }

    @Override
    public void close() {
        Progress shown = progress;
        progress = null;
        if (shown != null) {
            shown.close();
        }
    }
}
