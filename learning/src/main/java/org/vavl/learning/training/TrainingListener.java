package org.vavl.learning.training;

/** Listens to a training's progress. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * Training begins or goes on.
     *
     * @param description clips, parameters, precision and what else a person wants to know, one line
     * @param stepsDone of all steps, before this start
     * @param steps over all epochs
     */
    default void started(String description, long stepsDone, long steps) {}

    /**
     * A step is done.
     *
     * @param epoch from 1
     * @param stepsDone of all steps
     * @param loss the sum of the losses of the step's updates
     */
    default void stepDone(int epoch, long stepsDone, double loss) {}

    /**
     * An epoch is done and measured.
     *
     * @param epoch how it went
     * @param best whether it is the best so far
     */
    default void epochDone(EpochRecord epoch, boolean best) {}

    /**
     * Something that a person should know: what training will not learn, before its first step, or what is not needed and could not be done.
     *
     * @param what one line
     */
    default void warned(String what) {}

    /**
     * The training has come to its end, or to that of the epoch up to which it was to go.
     *
     * @param times how fast its steps were
     */
    default void finished(TrainingTimes times) {}
}
