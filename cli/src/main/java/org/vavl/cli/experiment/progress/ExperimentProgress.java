package org.vavl.cli.experiment;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.train.TrainingProgress;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/** Shows how trials go that are made one after the other, with their epochs. */
final class ExperimentProgress implements TrialResults.Listener, AutoCloseable {
    private final PrintWriter err;
    private @Nullable TrainingProgress training;

    ExperimentProgress(PrintWriter err) {
        this.err = err;
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

    /** Nothing is said of a trial while its training is under way. */
    private void line(String text) {
        close();
        err.println(text);
        err.flush();
    }

    @Override
    public void close() {
        TrainingProgress shown = training;
        training = null;
        if (shown != null) {
            shown.close();
        }
    }
}
