package org.vavl.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.vavl.experiment.Trial;
import org.vavl.experiment.TrialResult;
import org.vavl.experiment.TrialResults;
import org.vavl.training.TrainingListener;

/** Shows how the trials of an experiment go, with their epochs where they are made one after the other. */
final class ExperimentProgress implements TrialResults.Listener, AutoCloseable {
    private final PrintWriter err;
    private final boolean epochs;
    private Optional<TrainingProgress> training = Optional.empty();

    /** @param epochs whether epochs are shown; those of several trials at a time would be confused */
    ExperimentProgress(PrintWriter err, boolean epochs) {
        this.err = err;
        this.epochs = epochs;
    }

    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        close();
        line("[%d of %d] %s".formatted(before + 1, all, name(trial)));
        if (!epochs) {
            return TrainingListener.SILENT;
        }
        TrainingProgress progress = new TrainingProgress(err);
        training = Optional.of(progress);
        return progress;
    }

    @Override
    public void skipped(Trial trial) {
        close();
        line(name(trial) + ": done before");
    }

    @Override
    public void done(Trial trial, TrialResult result) {
        close();
        line(name(trial) + String.format(Locale.ROOT, ": done, epoch %d is kept", result.epoch()));
    }

    @Override
    public void failed(TrialResults.Failure failure) {
        close();
        line(failure.model() + ", trial " + failure.number() + " failed: " + failure.reason());
    }

    private static String name(Trial trial) {
        return trial.model().label() + ", trial " + trial.number();
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
