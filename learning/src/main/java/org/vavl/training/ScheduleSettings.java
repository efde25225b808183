package org.vavl.training;

/**
 * How the learning rate changes over a run.
 *
 * @param warmUp the share of all steps over which it rises from 0, from 0 to 1
 * @param decay what it does afterwards
 */
public record ScheduleSettings(double warmUp, Decay decay) {
    /** What the learning rate does after warming up. */
    public enum Decay {
        /** It stays. */
        NONE,
        /** It falls to 0 along half a cosine. */
        COSINE
    }

    /** Checks the share. */
    public ScheduleSettings {
        if (!(warmUp >= 0 && warmUp <= 1)) {
            throw new IllegalArgumentException("warmUp is " + warmUp + ", and must be from 0 to 1");
        }
    }

    /** The paper's: the learning rate stays. */
    public static ScheduleSettings defaults() {
        return new ScheduleSettings(0, Decay.NONE);
    }

    /**
     * The factor of the learning rate at one step.
     *
     * @param progress the share of all steps that were made before it, from 0 to 1
     */
    double factor(double progress) {
        if (progress < warmUp) {
            return progress / warmUp;
        }
        return switch (decay) {
            case NONE -> 1;
            case COSINE -> warmUp == 1 ? 1 : (1 + Math.cos(Math.PI * (progress - warmUp) / (1 - warmUp))) / 2;
        };
    }
}
