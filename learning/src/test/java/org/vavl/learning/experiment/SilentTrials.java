package org.vavl.learning.experiment;

import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/** Says nothing of an experiment's trials; none may fail. */
public final class SilentTrials implements TrialResults.Listener {
    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        return TrainingListener.SILENT;
    }

    @Override
    public void skipped(Trial trial) {}

    @Override
    public void failed(TrialResults.Failure failure) {
        throw new AssertionError(failure.model() + ": " + failure.reason());
    }
}
