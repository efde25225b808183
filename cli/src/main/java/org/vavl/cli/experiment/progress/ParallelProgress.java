package org.vavl.cli.experiment.progress;

import java.io.PrintWriter;
import java.util.Locale;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/**
 * Shows how trials go that are made at the same time: how many are over, in which epoch those are that are being made, and how long the rest
 * takes. Safe for use by several threads.
 */
public final class ParallelProgress implements TrialResults.Listener, AutoCloseable {
    private final ConcurrentProgress progress;
    private final MeasurementProgress measurements;

    /** @param err where it is shown */
    public ParallelProgress(PrintWriter err) {
        progress = new ConcurrentProgress(err, "trials");
        measurements = new MeasurementProgress(err);
    }

    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        progress.begin(all);
        progress.line(TrialLines.started(trial, before, all));
        return new Training(TrialLines.name(trial));
    }

    /** One of those that are being made. */
    private final class Training implements TrainingListener {
        private final String trial;
        private long steps = 1;

        Training(String trial) {
            this.trial = trial;
        }

        @Override
        public void started(String description, long stepsDone, long all) {
            steps = Math.max(1, all);
        }

        @Override
        public void stepDone(int epoch, long stepsDone, double loss) {
            progress.went(trial, String.format(Locale.ROOT, "epoch %d (%d %%)", epoch, 100 * stepsDone / steps));
        }

        @Override
        public void warned(String what) {
            progress.line(trial + ": " + what);
        }
    }

    @Override
    public void skipped(Trial trial) {
        progress.ended(TrialLines.name(trial), TrialLines.skipped(trial));
    }

    @Override
    public void done(Trial trial, TrialResult result) {
        progress.ended(TrialLines.name(trial), TrialLines.done(trial, result));
    }

    @Override
    public void failed(TrialResults.Failure failure) {
        progress.ended(TrialLines.name(failure), TrialLines.failed(failure));
    }

    @Override
    public void measured(Trial trial, long done, long all) {
        progress.close(); // the trials are over
        measurements.measured(trial, done, all);
    }

    @Override
    public void close() {
        progress.close();
        measurements.close();
    }
}
