package org.vavl.learning.experiment.trial;

/**
 * How trials are made.
 *
 * @param trials how many at a time, at least 1
 * @param worker makes one; several of them at the same time if there are to be several
 */
public record TrialExecution(int trials, TrialWorker worker) {
    /** Checks the number. */
    public TrialExecution {
        if (trials < 1) {
            throw new IllegalArgumentException(trials + " trials at a time: must be at least 1");
        }
    }

    /**
     * One after the other, in this process. Side by side they need processes of their own: libtorch's number of threads and its generator
     * belong to the process.
     */
    public static TrialExecution sequential() {
        return new TrialExecution(1, (trial, runner, listener) -> runner.run(trial, listener));
    }
}
