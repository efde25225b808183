package org.vavl.cli.predict;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.vavl.cli.output.Json;
import org.vavl.cli.output.MediaFiles;
import org.vavl.recognition.ClipAnswer;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.Answer;
import org.vavl.recognition.output.AnswerTable;
import org.vavl.recognition.output.AnswerText;

/** Prints answers, each as soon as it is there where the format allows it. */
interface AnswerPrinter {
    /** One more answer. */
    void print(MediaFiles.Media recording, ClipAnswer answer);

    /** There are no more. */
    default void end() {}

    /** A few lines an answer, for people. */
    static AnswerPrinter text(PrintWriter out) {
        return (recording, answer) -> {
            out.print(AnswerText.of(answer));
            out.flush();
        };
    }

    /** One JSON list. */
    static AnswerPrinter json(PrintWriter out) {
        List<Answer> answers = new ArrayList<>();
        return new AnswerPrinter() {
            @Override
            public void print(MediaFiles.Media recording, ClipAnswer answer) {
                answers.add(Answer.of(answer));
            }

            @Override
            public void end() {
                Json.print(answers, out);
            }
        };
    }

    /** A table with a header; see {@link AnswerTable}. */
    static AnswerPrinter csv(ModelDescription model, PrintWriter out) {
        AnswerTable table = new AnswerTable(model);
        out.print(table.header());
        return (recording, answer) -> {
            out.print(table.rows(answer));
            out.flush();
        };
    }
}
