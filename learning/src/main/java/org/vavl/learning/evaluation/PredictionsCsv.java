package org.vavl.learning.evaluation;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vavl.core.clip.Task;
import org.vavl.core.file.CsvCell;
import org.vavl.learning.metrics.Probabilities;

/**
 * Predictions as a table (CSV after RFC 4180, UTF-8, one line a clip), with the columns
 *
 * <ul>
 *   <li>{@code clip}, {@code speaker}, {@code modalities} (joined with {@code +});
 *   <li>for classification {@code target}, the true class, and where labels are soft {@code target.CLASS}, each class's share; for
 *       regression {@code target.ATTRIBUTE};
 *   <li>for classification {@code answer}, the predicted class;
 *   <li>{@code answeredBy}, the heads that make the answer, and {@code answer.OUTPUT}, its probabilities or values, which a calibrated model scales as a
 *       whole;
 *   <li>for each head {@code HEAD.OUTPUT}, its probabilities or values, empty where it does not apply;
 *   <li>{@code unsure}, why the answer is not to be relied on ({@link org.vavl.core.clip.Unsure.Reason#key}), joined with {@code +}; empty if it is, or
 *       the model cannot tell.
 * </ul>
 *
 * <p>Text is written as {@link CsvCell} says.
 */
public final class PredictionsCsv {
    private static final String UNSURE = "unsure";

    private final Task task;
    private final List<String> heads;

    private PredictionsCsv(Predictions predictions) {
        this.task = predictions.task();
        this.heads = predictions.heads();
    }

    /** The table, header first. */
    public static String write(Predictions predictions) {
        PredictionsCsv table = new PredictionsCsv(predictions);
        CsvMapper csv = new CsvMapper();
        csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
        StringWriter text = new StringWriter();
        try (SequenceWriter lines = csv.writer(schema).writeValues(text)) {
            lines.write(written(table.header()));
            for (PredictionRow row : predictions.rows()) {
                lines.write(written(table.line(row)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> written(List<String> cells) {
        return cells.stream().map(CsvCell::write).toList();
    }

    private List<String> header() {
        List<String> columns = new ArrayList<>(List.of("clip", "speaker", "modalities"));
        if (task instanceof Task.Classification) {
            columns.add("target");
        }
        if (hasTargetValues()) {
            addOutputNames(columns, "target");
        }
        if (task instanceof Task.Classification) {
            columns.add(Evaluation.ANSWER);
        }
        columns.add("answeredBy");
        addOutputNames(columns, Evaluation.ANSWER);
        heads.forEach(head -> addOutputNames(columns, head));
        columns.add(UNSURE);
        return columns;
    }

    private List<String> line(PredictionRow row) {
        float[] answer = row.answer();
        List<String> cells =
                new ArrayList<>(List.of(row.clip(), row.speaker(), String.join(Evaluation.JOINT, row.modalities())));
        if (task instanceof Task.Classification classification) {
            cells.add(classification.labels().get(Probabilities.largest(row.target())));
        }
        if (hasTargetValues()) {
            addValues(cells, row.target());
        }
        if (task instanceof Task.Classification classification) {
            cells.add(classification.labels().get(Probabilities.largest(answer)));
        }
        cells.add(String.join(Evaluation.JOINT, row.selectedHeads()));
        addValues(cells, answer);
        for (String head : heads) {
            float[] values = row.heads().get(head);
            if (values == null) {
                cells.addAll(Collections.nCopies(task.outputs(), ""));
            } else {
                addValues(cells, values);
            }
        }
        cells.add(row.unsure()
                .map(why -> String.join(Evaluation.JOINT, why.reasons()))
                .orElse(""));
        return cells;
    }

    private boolean hasTargetValues() {
        return !(task instanceof Task.Classification classification) || classification.softLabels();
    }

    private void addOutputNames(List<String> columns, String prefix) {
        task.outputNames().forEach(name -> columns.add(prefix + "." + name));
    }

    private static void addValues(List<String> cells, float[] values) {
        for (float value : values) {
            cells.add(Float.toString(value));
        }
    }
}
