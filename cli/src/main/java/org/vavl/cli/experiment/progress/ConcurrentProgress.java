package org.vavl.cli.experiment.progress;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.Progress;

/** Shows how several trainings go at the same time: how many are over, and how far those are that are under way. Safe for use by several threads. */
final class ConcurrentProgress implements AutoCloseable {
    private final PrintWriter err;
    private final String what;
    private final Map<String, String> running = new LinkedHashMap<>();
    private @Nullable Progress progress;
    private long over;

    /** @param what is counted, such as {@code trials} */
    ConcurrentProgress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    /** Begins to show it, unless it is shown already. */
    synchronized void begin(long all) {
        if (progress == null) {
            progress = Progress.begin(err, what, over, all);
        }
    }

    /** Notes how far one is. */
    synchronized void went(String name, String how) {
        running.put(name, how);
        show();
    }

    /** Says that one is over, in a line. */
    synchronized void ended(String name, String line) {
        line(line);
        running.remove(name);
        over++;
        show();
    }

    /** Says something between. */
    synchronized void line(String text) {
        if (progress != null) {
            progress.line(text);
        } else {
            err.println(text);
            err.flush();
        }
    }

    private void show() {
        String detail = running.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
        if (progress != null) {
            progress.stepTo(over, detail);
        }
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
