package org.vavl.core;

/**
 * What may be used by any number of threads until it is closed. What it holds is freed when it is closed and the last use has ended, so that
 * nothing is taken away from a use that is under way.
 */
public final class Lifetime implements AutoCloseable {
    private final String name;
    private final Runnable free;
    private int uses;
    private boolean closed;

    /**
     * A lifetime that begins.
     *
     * @param name of what is used, for errors
     * @param free is run once
     */
    public Lifetime(String name, Runnable free) {
        this.name = name;
        this.free = free;
    }

    /** A use; ended by closing it. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins a use.
     *
     * @throws IllegalStateException if this is closed
     */
    public Use begin() {
        synchronized (this) {
            requireOpen();
            uses++;
        }
        return this::end;
    }

    /**
     * Makes sure that a use may go on.
     *
     * @throws IllegalStateException if this is closed
     */
    public synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the " + name + " is closed");
        }
    }

    private void end() {
        boolean last;
        synchronized (this) {
            uses--;
            last = closed && uses == 0;
        }
        if (last) {
            free.run();
        }
    }

    /** No use begins any more; those under way end with an {@link IllegalStateException} where they ask. */
    @Override
    public void close() {
        boolean last;
        synchronized (this) {
            last = !closed && uses == 0;
            closed = true;
        }
        if (last) {
            free.run();
        }
    }
}
