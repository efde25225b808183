package org.vavl.learning.experiment.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vavl.learning.training.TrainingInterruptedException;

/** Tasks that train, one after the other or some at the same time. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * What the tasks answer, in their order.
     *
     * @param number how many at a time; 1 runs them in this thread
     * @param stop interrupts what is being made; called if the tasks do not all end by themselves
     * @throws TrainingInterruptedException if this thread is interrupted
     * @throws RuntimeException what a task throws first, after which no other begins
     */
    public static <T> List<T> run(List<Callable<T>> tasks, int number, Runnable stop) {
        return number == 1 ? sequential(tasks) : sideBySide(tasks, number, stop);
    }

    private static <T> List<T> sequential(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (Callable<T> task : tasks) {
            results.add(result(task));
        }
        return results;
    }

    private static <T> T result(Callable<T> task) {
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> sideBySide(List<Callable<T>> tasks, int number, Runnable stop) {
        ExecutorService pool = Executors.newFixedThreadPool(number);
        boolean done = false;
        try {
            List<Future<T>> begun = tasks.stream().map(pool::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : begun) {
                results.add(one.get());
            }
            done = true;
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            if (!done) {
                stop.run();
            }
        }
    }

    /** Nothing that ends while its thread is interrupted has failed: files that it reads are closed under it, too. */
    public static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    private static TrainingInterruptedException interrupted() {
        return new TrainingInterruptedException("interrupted; the same command goes on from here");
    }
}
