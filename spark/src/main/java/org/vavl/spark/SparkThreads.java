package org.vavl.spark;

import org.apache.spark.SparkConf;

/** How many threads native libraries have beside each other in an executor. */
public final class SparkThreads {
    private static final String VARIABLE = "spark.executorEnv.OMP_NUM_THREADS";

    private SparkThreads() {}

    /**
     * Gives networks in an executor as many threads as a task has cores ({@code spark.task.cpus}), unless {@value #VARIABLE} says otherwise: each of
     * an executor's tasks works on a recording of its own. Executors get it as they are started, so it has to be set before the session is begun; a
     * local master has no executors, and {@code OMP_NUM_THREADS} must be in its own environment.
     */
    public static void configure(SparkConf configuration) {
        configuration.setIfMissing(VARIABLE, configuration.get("spark.task.cpus", "1"));
    }
}
