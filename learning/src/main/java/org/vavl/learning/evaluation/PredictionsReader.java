package org.vavl.learning.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/** Reads tables of predictions of classes as {@link PredictionsCsv} writes them. */
public final class PredictionsReader {
    private final Task.Classification task;
    private final List<String> heads;

    /**
     * A reader.
     *
     * @param task which classes the tables are about
     * @param heads of the models that made them
     */
    public PredictionsReader(Task.Classification task, List<String> heads) {
        this.task = task;
        this.heads = List.copyOf(heads);
    }

    /**
     * All tables as one. A clip's id begins with its table's number, from 1, since several models may have predicted for it.
     *
     * @param tables at least one
     * @throws VavlException if one cannot be read, has no rows, lacks a column, or holds something else than probabilities in it
     */
    public Predictions read(List<Path> tables) {
        List<PredictionRow> rows = new ArrayList<>();
        for (int number = 1; number <= tables.size(); number++) {
            try (CsvReader table = CsvReader.open(tables.get(number - 1))) {
                requireColumns(table);
                for (CsvRow line : table.rows()) {
                    rows.add(row(line, number + ":" + line.require("clip")));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new VavlException("there are no predictions in " + tables);
        }
        return new Predictions(task, heads, rows);
    }

    private void requireColumns(CsvReader table) {
        List.of("clip", "speaker", "modalities", "target", "answeredBy").forEach(table::requireColumn);
        heads.forEach(head -> task.labels().forEach(label -> table.requireColumn(column(head, label))));
    }

    private PredictionRow row(CsvRow line, String id) {
        Map<String, float[]> said = new LinkedHashMap<>();
        for (String head : heads) {
            if (line.cell(column(head, task.labels().get(0))).isPresent()) {
                said.put(head, probabilities(line, head));
            }
        }
        List<String> answeredBy = joined(line.require("answeredBy"));
        if (!said.keySet().containsAll(answeredBy)) {
            throw line.error("answered by " + String.join(", ", answeredBy) + ", of whom there are no probabilities");
        }
        return new PredictionRow(
                id, line.require("speaker"), joined(line.require("modalities")), target(line), said, answeredBy);
    }

    private float[] probabilities(CsvRow line, String head) {
        float[] probabilities = new float[task.outputs()];
        for (int c = 0; c < probabilities.length; c++) {
            String column = column(head, task.labels().get(c));
            double value = line.measurement(column);
            if (!(value >= 0 && value <= 1)) {
                throw line.error(column + " is " + value + ", and must be from 0 to 1");
            }
            probabilities[c] = (float) value;
        }
        return probabilities;
    }

    private float[] target(CsvRow line) {
        String label = line.require("target");
        if (!task.labels().contains(label)) {
            throw line.error("target is '" + label + "', and must be one of " + task.labels());
        }
        return task.target(Labels.ofClass(label)).orElseThrow();
    }

    private static String column(String head, String label) {
        return head + "." + label;
    }

    private static List<String> joined(String cell) {
        return List.of(cell.split(Pattern.quote(Evaluation.JOINT), -1));
    }
}
