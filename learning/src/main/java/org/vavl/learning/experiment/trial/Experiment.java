package org.vavl.learning.experiment.trial;

/** Networks trained several times, measured, and reported. */
public interface Experiment {
    /** What the experiment's reports are called: the folder that they are in. */
    String name();

    /**
     * Makes the trials that are not done, and writes the report.
     *
     * @return what became of the trials
     * @throws org.vavl.learning.training.TrainingInterruptedException if this thread is interrupted; what is done stays done
     * @throws org.vavl.core.VavlException if a network's settings cannot be read
     */
    TrialResults run(TrialResults.Listener listener);
}
