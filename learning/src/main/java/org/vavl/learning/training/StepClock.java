package org.vavl.learning.training;

import java.util.function.Supplier;
import org.vavl.learning.training.parallel.Ranks;

/** Measures the steps of a training, without the first one, in which libraries get ready. */
public final class StepClock {
    private static final double NANOS = 1e9;

    private final Ranks ranks;
    private boolean ready;
    private long steps;
    private long clips;
    private double seconds;
    private double communication;

    /** @param ranks who do the steps */
    public StepClock(Ranks ranks) {
        this.ranks = ranks;
    }

    /** Does a step of so many clips, and gives what comes of it. */
    public <T> T time(int clipsOfStep, Supplier<T> step) {
        long start = System.nanoTime();
        double communicationBefore = ranks.seconds();
        T result = step.get();
        if (ready) {
            steps++;
            clips += clipsOfStep;
            seconds += (System.nanoTime() - start) / NANOS;
            communication += ranks.seconds() - communicationBefore;
        }
        ready = true;
        return result;
    }

    /** What was measured until now. */
    public TrainingTimes times() {
        return new TrainingTimes(ranks.count(), steps, clips, seconds, communication);
    }
}
