package org.vavl.learning.training.run;

/**
 * What tells one run from another, for its checkpoint.
 *
 * @param run a digest of all that decides how the run goes, bit for bit
 * @param work the same without how many threads and ranks do it, on which the last bits of a result depend
 * @param ranks how many processes train together
 */
record RunIdentity(String run, String work, int ranks) {
    /**
     * Whether a run goes on from what another has left: one of a single process from its own alone; where several share or shared the work, any number goes
     * on.
     */
    boolean goesOnFrom(RunIdentity left) {
        return run.equals(left.run) || (Math.max(ranks, left.ranks) > 1 && work.equals(left.work));
    }
}
