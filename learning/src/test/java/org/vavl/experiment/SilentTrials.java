package org.vavl.experiment;

import org.vavl.training.TrainingListener;

/** Says nothing of an experiment's trials; none may fail. */
final class SilentTrials implements TrialResults.Listener {
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
