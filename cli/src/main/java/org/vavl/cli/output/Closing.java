package org.vavl.cli.output;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first. */
public final class Closing implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /** Something more to be closed. */
    public void add(Runnable close) {
        opened.push(close);
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
