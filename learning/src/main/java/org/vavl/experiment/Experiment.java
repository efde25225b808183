package org.vavl.experiment;

/** Networks trained several times, measured, and reported. */
public sealed interface Experiment permits TableExperiment, AblationExperiment, MaskingExperiment, EmbeddingExperiment {
    /** What the experiment's reports are called: the folder that they are in. */
    String name();

    /**
     * Makes the trials that are not done, and writes the report.
     *
     * @return what became of the trials
     * @throws org.vavl.training.TrainingInterruptedException if this thread is interrupted; what is done stays done
     * @throws org.vavl.nn.VavlException if a network's settings cannot be read
     */
    TrialResults run(TrialResults.Listener listener);
}
