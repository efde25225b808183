package org.vavl.cli.experiment;

import org.vavl.core.VavlException;
import org.vavl.learning.experiment.tuning.Candidate;
import org.vavl.learning.experiment.tuning.CandidateMessage;
import org.vavl.learning.experiment.tuning.CandidateRunner;
import org.vavl.learning.experiment.tuning.CandidateScores;
import org.vavl.learning.experiment.tuning.CandidateWorker;
import org.vavl.learning.training.TrainingListener;

/** Trains candidates in processes of their own. */
final class CandidateProcesses implements CandidateWorker, AutoCloseable {
    private final WorkerProcesses processes = new WorkerProcesses("candidate");

    @Override
    public CandidateScores train(Candidate candidate, int epochs, CandidateRunner runner, TrainingListener listener) {
        processes.make(CandidateMessage.of(candidate, epochs, runner).text(), listener);
        return runner.done(candidate, epochs)
                .orElseThrow(() -> new VavlException("its scores have gone from " + runner.runFolder(candidate)));
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
