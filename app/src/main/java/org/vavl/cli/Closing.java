package org.vavl.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first. */
final class Closing implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /** Something more to be closed. */
    void add(Runnable close) {
        opened.push(close);
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
