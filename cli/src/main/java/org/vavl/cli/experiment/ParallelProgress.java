package org.vavl.cli.experiment;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.Progress;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/**
 * Shows how trials go that are made at the same time: how many are over, in which epoch those are that are being made, and how long the rest
 * takes. Safe for use by several threads.
 */
final class ParallelProgress implements TrialResults.Listener, AutoCloseable {
    private final PrintWriter err;
    private final Map<String, String> running = new LinkedHashMap<>();
    private @Nullable Progress progress;
    private long over;

    ParallelProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized TrainingListener started(Trial trial, int before, int all) {
        if (progress == null) {
            progress = Progress.begin(err, "trials", over, all);
        }
        line(TrialLines.started(trial, before, all));
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
            went(trial, String.format(Locale.ROOT, "epoch %d (%d %%)", epoch, 100 * stepsDone / steps));
        }

        @Override
        public void warned(String what) {
            line(trial + ": " + what);
        }
    }

    @Override
    public void skipped(Trial trial) {
        ended(TrialLines.name(trial), TrialLines.skipped(trial));
    }

    @Override
    public void done(Trial trial, TrialResult result) {
        ended(TrialLines.name(trial), TrialLines.done(trial, result));
    }

    @Override
    public void failed(TrialResults.Failure failure) {
        ended(TrialLines.name(failure), TrialLines.failed(failure));
    }

    private synchronized void ended(String trial, String line) {
        line(line);
        running.remove(trial);
        over++;
        show();
    }

    private synchronized void went(String trial, String how) {
        running.put(trial, how);
        show();
    }

    private void show() {
        String detail = running.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
        if (progress != null) {
            progress.stepTo(over, detail);
        }
    }

    private synchronized void line(String text) {
        if (progress != null) {
            progress.line(text);
        } else {
            err.println(text);
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
