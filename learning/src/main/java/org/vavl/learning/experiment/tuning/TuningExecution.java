package org.vavl.learning.experiment.tuning;

/**
 * How candidates are trained.
 *
 * @param candidates how many at a time, at least 1
 * @param worker trains one; several of them at the same time if there are to be several
 */
public record TuningExecution(int candidates, CandidateWorker worker) {
    /** Checks the number. */
    public TuningExecution {
        if (candidates < 1) {
            throw new IllegalArgumentException(candidates + " candidates at a time: must be at least 1");
        }
    }

    /** One after the other, in this process. */
    public static TuningExecution sequential() {
        return new TuningExecution(1, CandidateWorker.here());
    }
}
