package org.vavl.learning.experiment.trial;

import org.vavl.learning.training.TrainingListener;

/** Makes trials, here or elsewhere. */
@FunctionalInterface
public interface TrialWorker {
    /**
     * Trains a network and measures it; called by several threads where trials are made side by side.
     *
     * @param runner knows the corpus and the folders
     * @param listener is notified of progress, if this worker can tell
     * @throws org.vavl.learning.training.TrainingInterruptedException if it was interrupted; the same trial goes on from there
     * @throws org.vavl.core.VavlException if the trial cannot be done
     */
    TrialResult make(Trial trial, TrialRunner runner, TrainingListener listener);

    /** Interrupts what is being made, from another thread. */
    default void stop() {}
}
