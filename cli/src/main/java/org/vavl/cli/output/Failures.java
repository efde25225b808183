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
    public int report(CommandLine command, int items) {
        return report(command, items, Integer.MAX_VALUE, "");
    }

    /**
     * Names the first of the failures on standard error, says how many there are more, and answers the exit code.
     *
     * @param most that are named
     * @param others where the others are to be found
     */
    public synchronized int report(CommandLine command, int items, int most, String others) {
        if (messages.isEmpty()) {
            return ExitCode.OK;
        }
        messages.values().stream().limit(most).forEach(message -> Errors.line(command, message));
        if (messages.size() > most) {
            Errors.line(command, "and " + (messages.size() - most) + " more: " + others);
        }
        if (items > 1) {
            Errors.line(command, messages.size() + " of " + items + " failed");
        }
        return ExitCode.SOFTWARE;
    }
}
