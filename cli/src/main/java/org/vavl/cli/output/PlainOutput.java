package org.vavl.cli.output;

import java.io.PrintWriter;

/**
 * The way out of all text of the command: names and labels from outside reach a terminal without what it would act on. What programs read, and what
 * moves the cursor on purpose, goes by {@link #whole}.
 */
public final class PlainOutput extends PrintWriter {
    private final PrintWriter whole;

    private PlainOutput(PrintWriter whole) {
        super(new PlainWriter(whole), true);
        this.whole = whole;
    }

    /** A writer of plain text. */
    public static PrintWriter of(PrintWriter out) {
        return new PlainOutput(out);
    }

    /** A writer to the same place that leaves everything as it is. */
    public static PrintWriter whole(PrintWriter out) {
        if (out instanceof PlainOutput plain) {
            plain.flush();
            return plain.whole;
        }
        return out;
    }
}
