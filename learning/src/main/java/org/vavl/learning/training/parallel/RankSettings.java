package org.vavl.learning.training.parallel;

import java.time.Duration;

/**
 * Which rank a process is, and of how many.
 *
 * @param rendezvous where they find each other
 * @param rank from 0
 * @param count how many there are, at least 1
 * @param timeout how long one waits for another at most, at least a second
 */
public record RankSettings(Rendezvous rendezvous, int rank, int count, Duration timeout) {
    /** How many seconds one waits for another unless a user says otherwise. */
    public static final int DEFAULT_TIMEOUT_SECONDS = 60;

    /** The most ranks of one training. */
    public static final int MOST = 4096;

    /** Checks the ranges. */
    public RankSettings {
        if (count < 1 || count > MOST || rank < 0 || rank >= count) {
            throw new IllegalArgumentException("rank " + rank + " of " + count);
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a timeout of " + timeout + ": must be a second or more");
        }
    }
}
