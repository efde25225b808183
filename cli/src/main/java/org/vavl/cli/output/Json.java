package org.vavl.cli.output;

import java.io.PrintWriter;
import org.vavl.recognition.output.JsonText;

/** Prints results as JSON. */
public final class Json {
    private Json() {}

    /** Prints one value: a record, a map or a list. */
    public static void print(Object value, PrintWriter out) {
        out.print(JsonText.of(value) + "\n");
        out.flush();
    }

    /** Prints one value on a line of its own. */
    public static void printLine(Object value, PrintWriter out) {
        out.print(JsonText.line(value) + "\n");
        out.flush();
    }
}
