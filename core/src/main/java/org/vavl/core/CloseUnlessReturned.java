package org.vavl.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What was opened on the way to something that is returned, or constructed, and closed if anything is thrown before.
 *
 * <pre>{@code
 * try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
 *     Channel channel = opened.add(openChannel(), Channel::close);
 *     Lock lock = opened.add(channel.lock(), Lock::close);
 *     return opened.returned(new Store(channel, lock));
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class CloseUnlessReturned implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /**
     * Remembers a resource.
     *
     * @param close how it is closed
     * @return the resource
     */
    public <T> T add(T resource, Consumer<? super T> close) {
        opened.push(() -> close.accept(resource));
        return resource;
    }

    /** Nothing is closed from now on: who gets the result does that. Gives the result. */
    public <R> R returned(R result) {
        opened.clear();
        return result;
    }

    /** Closes what was opened, the last first, unless something was returned. */
    @Override
    public void close() {
        if (!opened.isEmpty()) {
            Runnable last = opened.pop();
            try {
                last.run();
            } finally {
                close();
            }
        }
    }
}
