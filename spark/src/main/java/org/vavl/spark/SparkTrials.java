package org.vavl.spark;

import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.vavl.core.VavlException;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialExecution;
import org.vavl.learning.experiment.trial.TrialFiles;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.experiment.trial.TrialWorker;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;
import scala.Tuple2;

/**
 * Makes an experiment's trials on Spark, each as a job of one task:
 *
 * <pre>{@code
 * try (SparkTrials trials = new SparkTrials(spark)) {
 *     TrialResults results = Study.with(configuration, folder, study ->
 *             new TableExperiment(study.sideBySide(trials.execution(64))).run(listener));
 * }
 * }</pre>
 *
 * <p>Results are those of {@code vavl experiment} on one machine, bit for bit. All executors must be able to read the corpus at the path at which the driver
 * does. What a trial has left comes back as the task's result, and the driver alone writes into the experiment's folder; so each result
 * must be below {@code spark.driver.maxResultSize}, and below {@link TrialFiles#MOST_BYTES}. An executor's process makes one trial at a time, whatever number of tasks it takes: see
 * {@link SparkThreads#configureTrials}. A trial whose executor dies is begun again on another one.
 *
 * <p>May be used by several threads.
 */
public final class SparkTrials implements TrialWorker, AutoCloseable {
    private final JavaSparkContext context;
    private final String group = "vavl-trials-" + UUID.randomUUID();
    private volatile boolean stopped;

    /** @param spark stays open as long as this is used */
    public SparkTrials(SparkSession spark) {
        context = new JavaSparkContext(spark.sparkContext());
    }

    /**
     * How a study's trials are made by this.
     *
     * @param atATime how many trials are given to Spark at a time, at least 1; what is more than there is room for waits in its queue
     */
    public TrialExecution execution(int atATime) {
        return new TrialExecution(atATime, this);
    }

    /** The listener is told nothing while the trial is made. */
    @Override
    public TrialResult make(Trial trial, TrialRunner runner, TrainingListener listener) {
        TrialTask task = new TrialTask(TrialMessage.of(trial, runner).text(), runner.digest(trial));
        Tuple2<String, byte[]> made = run(task, TrialLines.name(trial));
        runner.put(trial, TrialFiles.ofArchive(made._2()));
        if (!made._1().isEmpty()) {
            throw new VavlException(made._1());
        }
        return runner.done(trial)
                .orElseThrow(() -> new VavlException("its result has not come back to " + runner.runFolder(trial)));
    }

    private Tuple2<String, byte[]> run(TrialTask task, String description) {
        if (stopped) {
            throw interrupted();
        }
        context.setJobGroup(group, description, true);
        try {
            return context.parallelize(List.of(1), 1).map(task).collect().get(0);
        } catch (Exception e) { // also InterruptedException, which Spark does not declare
            if (stopped
                    || context.sc().isStopped() // as when spark-submit is told to end
                    || e instanceof InterruptedException
                    || Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            throw new VavlException("its task on Spark failed: " + Messages.of(e), e);
        } finally {
            context.clearJobGroup();
        }
    }

    private static TrainingInterruptedException interrupted() {
        return new TrainingInterruptedException("interrupted; the same command goes on from here");
    }

    /** Cancels what is being made; nothing begins any more. */
    @Override
    public void stop() {
        stopped = true;
        if (!context.sc().isStopped()) {
            context.cancelJobGroup(group);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
