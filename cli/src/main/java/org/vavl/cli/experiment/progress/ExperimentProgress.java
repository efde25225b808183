package org.vavl.cli.experiment.progress;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.train.TrainingProgress;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/** Shows how trials go that are made one after the other, with their epochs. */
public final class ExperimentProgress implements TrialResults.Listener, AutoCloseable {
    private final PrintWriter err;
    private final MeasurementProgress measurements;
    private @Nullable TrainingProgress training;

    /** @param err where it is shown */
    public ExperimentProgress(PrintWriter err) {
        this.err = err;
        measurements = new MeasurementProgress(err);
    }

    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        line(TrialLines.started(trial, before, all));
        TrainingProgress progress = new TrainingProgress(err);
        training = progress;
        return progress;
    }

    @Override
    public void skipped(Trial trial) {
        line(TrialLines.skipped(trial));
    }

    @Override
    public void done(Trial trial, TrialResult result) {
        line(TrialLines.done(trial, result));
    }

    @Override
    public void failed(TrialResults.Failure failure) {
        line(TrialLines.failed(failure));
    }

    @Override
    public void measured(Trial trial, long done, long all) {
        closeTraining();
        measurements.measured(trial, done, all);
    }

    /** Nothing is said of a trial while its training is under way. */
    private void line(String text) {
        closeTraining();
        err.println(text);
        err.flush();
    }

    private void closeTraining() {
        TrainingProgress shown = training;
        training = null;
        if (shown != null) {
            shown.close();
        }
    }

    @Override
    public void close() {
        closeTraining();
        measurements.close();
    }
}
