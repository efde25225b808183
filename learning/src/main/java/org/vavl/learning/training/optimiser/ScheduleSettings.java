package org.vavl.learning.training.optimiser;

import java.util.List;

/**
 * How the learning rate changes over a run.
 *
 * @param warmUp the share of all steps over which it rises from 0, from 0 to 1
 * @param decay what it does afterwards
 */
public record ScheduleSettings(double warmUp, DecaySettings decay) {
    /** Checks the share. */
    public ScheduleSettings {
        if (!(warmUp >= 0 && warmUp <= 1)) {
            throw new IllegalArgumentException("warmUp is " + warmUp + ", and must be from 0 to 1");
        }
    }

    /** The paper's: the learning rate stays. */
    public static ScheduleSettings defaults() {
        return new ScheduleSettings(0, new DecaySettings.None());
    }

    /**
     * The factor of the learning rate at one step.
     *
     * @param progress the share of all steps that were made before it, from 0 to 1
     * @param epoch that is under way, from 0
     * @param scores on the development set of the epochs that are done, the higher the better
     */
    public double factor(double progress, int epoch, List<Double> scores) {
        if (progress < warmUp) {
            return progress / warmUp;
        }
        double after = warmUp == 1 ? 0 : (progress - warmUp) / (1 - warmUp);
        return decay.factor(new DecaySettings.Progress(after, epoch, scores));
    }
}
