package org.vavl.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.vavl.experiment.Trial;
import org.vavl.experiment.TrialResults;
import org.vavl.training.TrainingListener;

/** Shows how the trials of an experiment go. */
final class ExperimentProgress implements TrialResults.Listener, AutoCloseable {
    private final PrintWriter err;
    private Optional<TrainingProgress> training = Optional.empty();

    ExperimentProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        close();
        line("[%d of %d] %s, trial %d".formatted(before + 1, all, trial.model().label(), trial.number()));
        TrainingProgress progress = new TrainingProgress(err);
        training = Optional.of(progress);
        return progress;
    }

    @Override
    public void skipped(Trial trial) {
        close();
        line(trial.model().label() + ", trial " + trial.number() + ": done before");
    }

    @Override
    public void failed(TrialResults.Failure failure) {
        close();
        line(failure.model() + ", trial " + failure.number() + " failed: " + failure.reason());
    }

    private void line(String text) {
        err.println(text);
        err.flush();
    }

    @Override
    public void close() {
        training.ifPresent(TrainingProgress::close);
        training = Optional.empty();
    }
}
