package org.vavl.learning.training.optimiser;

import java.util.List;

/**
 * How the learning rate changes over a run.
 *
 * @param warmUp the share of all steps over which it rises evenly to the full rate, from 0 to 1
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
     * The factor of the learning rate at one step. While warming up it rises by the same amount at each, from the first on, and is 1 at the last.
     *
     * @param step from 0
     * @param steps of the whole run, more than {@code step}
     * @param epoch that is under way, from 0
     * @param scores on the development set of the epochs that are done, the higher the better
     */
    public double factor(long step, long steps, int epoch, List<Double> scores) {
        double warming = warmUp * steps;
        if (step + 1 < warming) {
            return (step + 1) / warming;
        }
        double after = step <= warming ? 0 : (step - warming) / (steps - warming);
        return decay.factor(new DecaySettings.Progress(after, epoch, scores));
    }
}
