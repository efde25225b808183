package org.vavl.cli.predict;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.vavl.cli.output.Json;
import org.vavl.cli.output.MediaFiles;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.RecognitionJson;
import org.vavl.recognition.output.RecognitionTable;
import org.vavl.recognition.output.RecognitionText;

/** Prints answers, each as soon as it is there where the format allows it. */
interface RecognitionPrinter {
    /** One more answer. */
    void print(MediaFiles.Media recording, Recognition answer);

    /** There are no more. */
    default void end() {}

    /**
     * Prints what is finished whole, also when the rest is interrupted or fails: a list that was begun is ended.
     *
     * @param recordings prints the answers
     */
    static void through(RecognitionPrinter printer, Runnable recordings) {
        try {
            recordings.run();
        } finally {
            boolean interrupted = Thread.interrupted(); // nothing could be written otherwise
            printer.end();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A few lines an answer, for people. */
    static RecognitionPrinter text(PrintWriter out) {
        return (recording, answer) -> {
            out.print(RecognitionText.of(answer));
            out.flush();
        };
    }

    /** A JSON value a line, each as soon as it is there. */
    static RecognitionPrinter jsonLines(PrintWriter out) {
        return (recording, answer) -> Json.printLine(RecognitionJson.of(answer), out);
    }

    /** One JSON list. */
    static RecognitionPrinter json(PrintWriter out) {
        List<RecognitionJson> answers = new ArrayList<>();
        return new RecognitionPrinter() {
            @Override
            public void print(MediaFiles.Media recording, Recognition answer) {
                answers.add(RecognitionJson.of(answer));
            }

            @Override
            public void end() {
                Json.print(answers, out);
            }
        };
    }

    /** A table with a header; see {@link RecognitionTable}. */
    static RecognitionPrinter csv(ModelDescription model, PrintWriter out) {
        RecognitionTable table = new RecognitionTable(model);
        out.print(table.header());
        return (recording, answer) -> {
            out.print(table.rows(answer));
            out.flush();
        };
    }
}
