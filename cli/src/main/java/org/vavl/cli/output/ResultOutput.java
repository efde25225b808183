package org.vavl.cli.output;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command prints its results: as text for people, or as one JSON value and nothing else. */
public final class ResultOutput {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ResultOutput() {}

    /**
     * Prints a result.
     *
     * @param value what becomes JSON: a record, a map or a list
     * @param text prints it for people
     */
    public void print(Object value, Consumer<PrintWriter> text) {
        printAs(out -> Json.print(value, out), text);
    }

    /** The same where the result writes its JSON itself. */
    public void printAs(Consumer<PrintWriter> json, Consumer<PrintWriter> text) {
        PrintWriter out = command.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            json.accept(PlainOutput.whole(out));
        } else {
            text.accept(out);
        }
        out.flush();
    }
}
