package org.vavl.learning.experiment.tuning;

import org.vavl.learning.training.TrainingListener;

/** Listens to a search's progress. Methods may be called by several threads. */
public interface TuningListener {
    /** Says nothing of a training. */
    TrainingListener SILENT_TRAINING = TrainingListener.SILENT;

    /** Says nothing. */
    TuningListener SILENT = new TuningListener() {};

    /** So many trainings there will be, over all rungs of all searches. */
    default void planned(long trainings) {}

    /** A candidate is trained up to the end of a rung; its training is reported to the listener that is answered. */
    default TrainingListener started(Candidate candidate, Halving.Rung rung) {
        return SILENT_TRAINING;
    }

    /**
     * A candidate is at the end of a rung.
     *
     * @param entry with that rung's score as its last
     * @param before whether it was there before this start
     */
    default void done(SearchResult.Entry entry, Halving.Rung rung, boolean before) {}

    /** A candidate could not be trained; the others go on. */
    default void failed(SearchResult.Entry entry, Halving.Rung rung) {}
}
