package org.vavl.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.vavl.core.PlainText;

/**
 * Shows on standard error how far long work has come: a bar on a terminal, and elsewhere a line every now and then. Safe for use by
 * several threads.
 */
public final class Progress implements AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);
    private static final int USUAL_COLUMNS = 80;
    private static final int REFRESH_MILLISECONDS = 500;
    private static final int MINUTE = 60;

    private final PrintWriter err;
    private final String task;
    private final long begun;
    private final long steps;
    private final String unit;
    private final Instant start = Instant.now();
    private final Optional<ProgressBar> bar;
    private Instant lastLine = Instant.now();
    private long done;

    private Progress(PrintWriter err, String task, long done, long steps, String unit, boolean terminal) {
        this.err = PlainOutput.whole(err);
        this.task = task;
        this.begun = done;
        this.done = done;
        this.steps = steps;
        this.unit = unit;
        this.bar = terminal ? Optional.of(bar(task, done, steps, unit)) : Optional.empty();
    }

    /**
     * Begins to show work.
     *
     * @param err for lines
     * @param task a word or two
     * @param done steps that were done before
     * @param steps in all
     */
    public static Progress begin(PrintWriter err, String task, long done, long steps) {
        return begin(err, task, done, steps, "");
    }

    /**
     * Begins to show work in steps that have a unit.
     *
     * @param unit with the space before it, such as {@code " MB"}
     */
    public static Progress begin(PrintWriter err, String task, long done, long steps, String unit) {
        return new Progress(err, task, done, steps, unit, Boolean.getBoolean("vavl.terminal"));
    }

    private static ProgressBar bar(String task, long done, long steps, String unit) {
        boolean plain = System.getenv("NO_COLOR") != null;
        return new ProgressBarBuilder()
                .setTaskName(PlainText.line(task))
                .setInitialMax(steps)
                .setUnit(unit, 1)
                .startsFrom(done, Duration.ZERO)
                .setStyle(plain ? ProgressBarStyle.ASCII : ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(terminal(), columns()))
                .clearDisplayOnFinish()
                .build();
    }

    /** Where a bar moves the cursor, unlike what is written to {@link System#err}. */
    private static PrintStream terminal() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /**
     * The launcher says how wide the terminal is. The library would ask the terminal itself, and in doing so would have Ctrl-C end the
     * process at once, with half-written files left behind.
     */
    private static int columns() {
        return Math.max(40, Integer.getInteger("vavl.columns", USUAL_COLUMNS));
    }

    /** One more step is done. */
    synchronized void step() {
        stepTo(done + 1, "");
    }

    /**
     * So many steps are done.
     *
     * @param steps done, with those from before
     * @param detail such as the loss; may be empty
     */
    public synchronized void stepTo(long steps, String detail) {
        done = steps;
        bar.ifPresent(shown -> {
            shown.stepTo(steps);
            shown.setExtraMessage(detail.isEmpty() ? "" : " " + PlainText.line(detail));
        });
        if (bar.isEmpty() && Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
            line(String.format(
                    Locale.ROOT,
                    "%s: %d of %d%s%s%s",
                    task,
                    steps,
                    this.steps,
                    unit,
                    detail.isEmpty() ? "" : ", " + detail,
                    remaining()));
        }
    }

    /** How long it will take if it goes on like this. */
    private String remaining() {
        if (done <= begun || done >= steps) {
            return "";
        }
        long seconds = Duration.between(start, Instant.now()).toSeconds() * (steps - done) / (done - begun);
        return seconds < MINUTE ? ", about " + seconds + " s left" : ", about " + seconds / MINUTE + " min left";
    }

    /** Prints a line that stays. */
    public synchronized void line(String text) {
        lastLine = Instant.now();
        String plain = PlainWriter.plain(text);
        err.println(bar.isPresent() ? "\r\u001b[K" + plain : plain);
        err.flush();
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
