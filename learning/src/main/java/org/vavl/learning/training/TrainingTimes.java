package org.vavl.learning.training;

/**
 * How fast a training went, from its second step at this start on, without what is done between epochs.
 *
 * @param ranks how many processes trained together
 * @param steps how many
 * @param clips of all ranks
 * @param seconds that the steps took
 * @param communicationSeconds how many of them this process spent telling others or waiting for them
 */
public record TrainingTimes(int ranks, long steps, long clips, double seconds, double communicationSeconds) {
    /** Clips a second, of all ranks; 0 if there was no second step. */
    public double throughput() {
        return seconds > 0 ? clips / seconds : 0;
    }

    /** The share of the time that went into communication. */
    public double communicationShare() {
        return seconds > 0 ? communicationSeconds / seconds : 0;
    }
}
