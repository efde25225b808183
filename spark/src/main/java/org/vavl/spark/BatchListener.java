package org.vavl.spark;

/** Is told how far many recordings have come. */
@FunctionalInterface
public interface BatchListener {
    /** Does nothing. */
    BatchListener NONE = (done, failures, all) -> {};

    /**
     * Called now and then by one thread.
     *
     * @param done how many recordings were gone through in tasks that have ended; a task that is done again counts again
     * @param failures how many of them had an error
     * @param all how many there are to go through
     */
    void at(long done, long failures, long all);
}
