package org.vavl.recognition.output.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.PlainText;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.Provenance;

/**
 * A recognition as events after the Brain Imaging Data Structure: a table {@code …_events.tsv} with a row for each window, or each segment that was asked
 * for, and {@code …_events.json} that says what its columns are. Columns are {@code onset} and {@code duration} in seconds, {@code trial_type}, the class
 * (none where there are attributes), a column for each output, and {@code answered_by}, the heads. What is not there is {@code n/a}.
 *
 * <p>Source: "The Brain Imaging Data Structure Specification", version 1.10, "Events".
 *
 * @param table content of the table
 * @param description content of the JSON
 */
public record BidsEvents(String table, String description) {
    private static final String NOTHING = "n/a";
    private static final String UNSURE = "unsure";
    private static final int DECIMALS = 6;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Both files of a recognition. */
    public static BidsEvents of(Recognition answer, Provenance model) {
        Map<String, String> columns = columns(answer.task());
        StringBuilder table = new StringBuilder();
        List<String> header = new ArrayList<>(List.of("onset", "duration"));
        if (answer.task() instanceof Task.Classification) {
            header.add("trial_type");
        }
        header.addAll(columns.values());
        header.add("answered_by");
        header.add(UNSURE);
        row(table, header);
        for (WindowRecognition window : answer.windows()) {
            row(table, cells(answer, window, columns.size()));
        }
        return new BidsEvents(table.toString(), describe(answer, model, columns));
    }

    /** Outputs' columns by their names: letters, digits and underlines, each once. */
    private static Map<String, String> columns(Task task) {
        String prefix = task instanceof Task.Classification ? "probability_" : "";
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : task.outputNames()) {
            String column = prefix + name.replaceAll("[^\\p{L}\\p{N}]+", "_");
            String unique = column;
            for (int i = 2; columns.containsValue(unique); i++) {
                unique = column + "_" + i;
            }
            columns.put(name, unique);
        }
        return columns;
    }

    private static List<String> cells(Recognition answer, WindowRecognition window, int outputs) {
        List<String> cells = new ArrayList<>(List.of(number(window.begin()), number(window.end() - window.begin())));
        if (answer.task() instanceof Task.Classification) {
            cells.add(window.emotion(answer.task()).orElse(NOTHING));
        }
        cells.addAll(window.prediction()
                .map(prediction ->
                        prediction.outputs().stream().map(BidsEvents::number).toList())
                .orElse(Collections.nCopies(outputs, NOTHING)));
        cells.add(window.prediction()
                .map(prediction -> String.join("+", prediction.selectedHeads()))
                .orElse(NOTHING));
        cells.add(window.prediction()
                .flatMap(Prediction::unsure)
                .map(why -> String.join("+", why.reasons()))
                .orElse(NOTHING));
        return cells;
    }

    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A cell has neither tabs nor line ends, and none is empty. */
    private static void row(StringBuilder table, List<String> cells) {
        List<String> plain = cells.stream()
                .map(cell -> PlainText.line(cell).strip())
                .map(cell -> cell.isEmpty() ? NOTHING : cell)
                .toList();
        table.append(String.join("\t", plain)).append('\n');
    }

    private static String describe(Recognition answer, Provenance model, Map<String, String> columns) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("onset", column("When the window begins, from the recording's begin on.", "s"));
        all.put("duration", column("How long the window is.", "s"));
        if (answer.task() instanceof Task.Classification classes) {
            Map<String, Object> type = new LinkedHashMap<>();
            type.put("LongName", "Recognised emotion");
            type.put("Description", "The class that the model finds most probable.");
            Map<String, String> levels = new LinkedHashMap<>();
            classes.labels().forEach(label -> levels.put(PlainText.line(label).strip(), "the model's class"));
            type.put("Levels", levels);
            all.put("trial_type", type);
            columns.forEach((name, column) ->
                    all.put(column, column("The probability of " + PlainText.line(name) + ", from 0 to 1.", "")));
        } else if (answer.task() instanceof Task.Regression values) {
            values.attributes()
                    .forEach(attribute -> all.put(
                            columns.getOrDefault(attribute.name(), attribute.name()),
                            column(
                                    "The value of " + PlainText.line(attribute.name()) + ", from " + attribute.minimum()
                                            + " to " + attribute.maximum() + ".",
                                    "")));
        }
        all.put("answered_by", column("The heads that make the answer.", ""));
        all.put(UNSURE, column("Why the model is not sure of the answer; n/a where it is, or cannot tell.", ""));
        Map<String, Object> generated = new LinkedHashMap<>();
        generated.put("Name", "Vavl");
        Optional.ofNullable(model.facts().get("version.vavl")).ifPresent(version -> generated.put("Version", version));
        all.put("GeneratedBy", generated);
        try {
            return JSON.writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON in memory", e);
        }
    }

    private static Map<String, String> column(String description, String units) {
        Map<String, String> column = new LinkedHashMap<>();
        column.put("Description", description);
        if (!units.isEmpty()) {
            column.put("Units", units);
        }
        return column;
    }
}
