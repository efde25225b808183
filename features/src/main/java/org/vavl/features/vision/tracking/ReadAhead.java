package org.vavl.features.vision.tracking;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.vavl.core.VavlException;

/**
 * Items that a thread of its own makes while others are used, such as pictures that are decoded while faces are looked for in those
 * before. Only so many are made ahead, so that memory stays bounded whichever side is slower.
 *
 * <p>For one user. What the source throws comes out of {@link #next} in its place; closing ends the source.
 */
public final class ReadAhead<T> implements AutoCloseable {
    private final BlockingQueue<Step<T>> steps;
    private final Thread thread;
    private boolean ended;

    /** Makes items one after the other; it is run once. */
    @FunctionalInterface
    public interface Source<T> {
        /**
         * Makes all items.
         *
         * @param target takes them, and waits while too many are there
         */
        void run(Consumer<T> target);
    }

    /** An item, the failure of the source, or neither: the end. */
    private record Step<T>(Optional<T> item, Optional<Throwable> failure) {}

    /**
     * Begins to make items.
     *
     * @param name of the thread
     * @param most items that wait at a time
     */
    public ReadAhead(String name, int most, Source<T> source) {
        steps = new ArrayBlockingQueue<>(most);
        thread = new Thread(() -> run(source), name);
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("IllegalCatch") // whatever it is, the user's thread throws it
    private void run(Source<T> source) {
        try {
            source.run(item -> put(new Step<>(Optional.of(item), Optional.empty())));
            put(new Step<>(Optional.empty(), Optional.empty()));
        } catch (CancellationException e) {
            return; // closed: nobody waits
        } catch (Throwable e) {
            putUnlessClosed(new Step<>(Optional.empty(), Optional.of(e)));
        }
    }

    private void putUnlessClosed(Step<T> step) {
        try {
            steps.put(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Step<T> step) {
        try {
            steps.put(step);
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }

    /**
     * The next item; waits for it.
     *
     * @return empty at the end
     * @throws VavlException if this thread is interrupted, or the source threw it
     */
    public Optional<T> next() {
        if (ended) {
            return Optional.empty();
        }
        try {
            Step<T> step = steps.take();
            ended = step.item().isEmpty();
            step.failure().ifPresent(ReadAhead::rethrow);
            return step.item();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (failure instanceof Error thrown) {
            throw thrown;
        }
        throw new IllegalStateException(failure);
    }

    /** Ends the source, and waits until it has. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
