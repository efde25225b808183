package org.vavl.spark;

import org.apache.spark.SparkConf;

/** How many threads native libraries have beside each other in an executor. */
public final class SparkThreads {
    private static final String EXECUTOR = "spark.executor.cores";
    private static final String TASK = "spark.task.cpus";
    private static final String VARIABLE = "spark.executorEnv.OMP_NUM_THREADS";

    private SparkThreads() {}

    /**
     * Gives networks in an executor as many threads as a task has cores ({@code spark.task.cpus}), unless {@value #VARIABLE} says otherwise: each of
     * an executor's tasks works on a recording of its own. Executors get it as they are started, so it has to be set before the session is begun; a
     * local master has no executors, and {@code OMP_NUM_THREADS} must be in its own environment.
     */
    public static void configure(SparkConf configuration) {
        configuration.setIfMissing(VARIABLE, configuration.get(TASK, "1"));
    }

    /**
     * The same for executors that make trials ({@link SparkTrials}), one at a time in each: a task takes all cores of its executor where {@code
     * spark.executor.cores} says how many there are, unless {@value #TASK} says otherwise, so that no trial waits for another in one executor while there is room in the next.
     */
    public static void configureTrials(SparkConf configuration) {
        if (configuration.contains(EXECUTOR)) {
            configuration.setIfMissing(TASK, configuration.get(EXECUTOR));
        }
        configure(configuration);
    }
}
