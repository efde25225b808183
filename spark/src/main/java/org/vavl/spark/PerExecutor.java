package org.vavl.spark;

import java.io.Serializable;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Something that an executor opens once, and that its tasks share: what is {@linkplain Broadcast broadcast} is this, empty; the first task in
 * an executor fills it. It is closed when the executor has no use for it any more (what was broadcast is garbage then), or ends with it.
 *
 * @param <T> may be used by several threads; closing it waits for no one
 */
final class PerExecutor<T extends AutoCloseable> implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Opened<T> opened;

    /** What is open, and how it is closed once. */
    private record Opened<T>(T value, Cleaner.Cleanable closing) {}

    /** Closes; it knows nothing of who holds the value, so that that one can become garbage. */
    private record Close(AutoCloseable value) implements Runnable {
        @Override
        public void run() {
            try {
                value.close();
            } catch (Exception e) {
                System.getLogger(PerExecutor.class.getName())
                        .log(System.Logger.Level.WARNING, "what an executor shared cannot be closed", e);
            }
        }
    }

    /**
     * Uses what this executor has.
     *
     * @param open is asked if this is the first use
     */
    <R> R use(Supplier<T> open, Function<T, R> action) {
        try {
            return action.apply(get(open));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private synchronized T get(Supplier<T> open) {
        Opened<T> there = opened;
        if (there == null) {
            T value = open.get();
            there = new Opened<>(value, Cleaner.create().register(this, new Close(value)));
            opened = there;
        }
        return there.value();
    }

    /** Closes what this process has open; the next use opens it again. */
    @Override
    public synchronized void close() {
        Opened<T> there = opened;
        opened = null;
        if (there != null) {
            there.closing().clean();
        }
    }
}
