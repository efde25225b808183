package org.vavl.cli.output;

import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What went wrong with single items of many; the others go on. Safe for use by several threads. */
public final class Failures {
    private final Map<String, String> messages = new TreeMap<>();

    /** Does the work for one item, and keeps what a user could cause of it, unless this thread is interrupted, so that nothing goes on. */
    public void guard(String item, Runnable work) {
        try {
            work.run();
        } catch (VavlException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            add(item, String.valueOf(e.getMessage()));
        }
    }

    /** Keeps a failure. */
    public synchronized void add(String item, String message) {
        messages.merge(
                item, message.contains(item) ? message : item + ": " + message, (one, other) -> one + "; " + other);
    }

    /** Names the failures on standard error, and answers the exit code. */
    public synchronized int report(CommandLine command, int items) {
        if (messages.isEmpty()) {
            return ExitCode.OK;
        }
        messages.values().forEach(message -> Errors.line(command, message));
        if (items > 1) {
            Errors.line(command, messages.size() + " of " + items + " failed");
        }
        return ExitCode.SOFTWARE;
    }
}
