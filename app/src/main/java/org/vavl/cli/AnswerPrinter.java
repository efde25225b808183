package org.vavl.cli;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints answers, each as soon as it is there where the format allows it. */
interface AnswerPrinter {
    /** One more answer. */
    void print(Answer answer);

    /** There are no more. */
    default void end() {}

    /** One line an answer. */
    static AnswerPrinter text(PrintWriter out) {
        return answer -> {
            Stream<Map.Entry<String, Double>> values = answer.outputs().entrySet().stream();
            String outputs = (answer.emotion().isPresent()
                            ? values.sorted(
                                    Map.Entry.<String, Double>comparingByValue().reversed())
                            : values)
                    .map(output -> String.format(Locale.ROOT, "%s %.2f", output.getKey(), output.getValue()))
                    .collect(Collectors.joining(", "));
            out.printf(
                    "%s: %s  [%s: %s]%n",
                    answer.clip(), outputs, String.join(" and ", answer.answeredBy()), answer.reason());
            out.flush();
        };
    }

    /** One JSON list. */
    static AnswerPrinter json(PrintWriter out) {
        List<Answer> answers = new ArrayList<>();
        return new AnswerPrinter() {
            @Override
            public void print(Answer answer) {
                answers.add(answer);
            }

            @Override
            public void end() {
                Json.print(answers, out);
            }
        };
    }

    /** A table with a header. */
    static AnswerPrinter csv(List<String> outputNames, PrintWriter out) {
        List<String> header = new ArrayList<>(List.of("clip", "emotion"));
        header.addAll(outputNames);
        header.add("answeredBy");
        line(header, out);
        return answer -> {
            List<String> cells =
                    new ArrayList<>(List.of(answer.clip(), answer.emotion().orElse("")));
            answer.outputs().values().forEach(value -> cells.add(Double.toString(value)));
            cells.add(String.join("+", answer.answeredBy()));
            line(cells, out);
        };
    }

    private static void line(List<String> cells, PrintWriter out) {
        try {
            out.print(new CsvMapper().writer(CsvSchema.emptySchema()).writeValueAsString(cells));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a line in memory", e);
        }
    }
}
