package org.vavl.cli.experiment;

import org.vavl.core.VavlException;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.experiment.trial.TrialWorker;
import org.vavl.learning.training.TrainingListener;

/** Makes trials in processes of their own. */
final class TrialProcesses implements TrialWorker, AutoCloseable {
    private final WorkerProcesses processes = new WorkerProcesses("worker");

    @Override
    public TrialResult make(Trial trial, TrialRunner runner, TrainingListener listener) {
        processes.make(TrialMessage.of(trial, runner).text(), listener);
        return runner.done(trial)
                .orElseThrow(() -> new VavlException("its result has gone from " + runner.runFolder(trial)));
    }

    @Override
    public void stop() {
        processes.stop();
    }

    @Override
    public void close() {
        processes.close();
    }
}
