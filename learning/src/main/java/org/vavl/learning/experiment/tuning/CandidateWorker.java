package org.vavl.learning.experiment.tuning;

import org.vavl.learning.training.TrainingListener;

/** Trains candidates, here or elsewhere. */
@FunctionalInterface
public interface CandidateWorker {
    /**
     * Trains a candidate up to the end of an epoch; called by several threads where candidates are trained side by side.
     *
     * @param runner knows the corpus and the folders
     * @param listener is notified of progress, if this worker can tell
     * @throws org.vavl.learning.training.TrainingInterruptedException if it was interrupted; the same call goes on from there
     * @throws org.vavl.core.VavlException if it cannot be done
     */
    CandidateScores train(Candidate candidate, int epochs, CandidateRunner runner, TrainingListener listener);

    /** Interrupts what is being done, from another thread. */
    default void stop() {}

    /** Trains in this process. */
    static CandidateWorker here() {
        return (candidate, epochs, runner, listener) -> runner.train(candidate, epochs, listener);
    }
}
