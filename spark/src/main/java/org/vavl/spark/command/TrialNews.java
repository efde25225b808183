package org.vavl.spark.command;

import java.io.PrintWriter;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/** Says in a line each which trials are over, and which are measured then; when one begins Spark alone knows. */
final class TrialNews implements TrialResults.Listener {
    private final PrintWriter err;
    private String measuring = "";

    TrialNews(PrintWriter err) {
        this.err = err;
    }

    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        return TrainingListener.SILENT;
    }

    @Override
    public void skipped(Trial trial) {
        say(TrialLines.skipped(trial));
    }

    @Override
    public void done(Trial trial, TrialResult result) {
        say(TrialLines.done(trial, result));
    }

    @Override
    public void failed(TrialResults.Failure failure) {
        say(TrialLines.failed(failure));
    }

    @Override
    public void measured(Trial trial, long measurements, long all) {
        String name = TrialLines.name(trial);
        if (!name.equals(measuring)) {
            measuring = name;
            say(name + ": measured further");
        }
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
