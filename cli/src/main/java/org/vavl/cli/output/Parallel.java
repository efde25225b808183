package org.vavl.cli.output;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vavl.core.VavlException;

/** Work on many items, on all cores. */
public final class Parallel {
    private static final long MOMENT_SECONDS = 3;

    private Parallel() {}

    /**
     * Does the work for each item.
     *
     * @throws VavlException if this thread is interrupted; work that had begun is then interrupted, too
     */
    public static <T> void forEach(List<T> items, Consumer<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<Void>> tasks =
                    items.stream().map(item -> task(item, work)).toList();
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            stop(pool);
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        } catch (ExecutionException e) {
            throw unchecked(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
    }

    private static <T> Callable<Void> task(T item, Consumer<T> work) {
        return Executors.callable(() -> work.accept(item), null);
    }

    private static void stop(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(MOMENT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
