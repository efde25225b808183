package org.vavl.learning.corpus.importer.toolkit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.table.RawTable;

/** Rows of cells as frames. */
final class ToolkitRows {
    private static final Pattern DURATION =
            Pattern.compile("(?:([0-9]+) days? )?([0-9]+):([0-9]{2}):([0-9]{2}(?:\\.[0-9]+)?)");
    private static final Set<String> NO_NUMBER =
            Set.of("", "nan", "na", "n/a", "?", "null", "none", "-nan", "-nan(ind)");
    private static final List<String> SUCCESS = List.of("success", "valid");

    private final RawTable table;
    private final Toolkit toolkit;
    private final List<Integer> features;
    private final double leastConfidence;
    private final OptionalInt key;
    private final OptionalInt frame;
    private final OptionalInt time;
    private final OptionalInt face;
    private final OptionalInt confidence;
    private final OptionalInt success;

    ToolkitRows(RawTable table, Toolkit toolkit, List<Integer> features, double leastConfidence) {
        this.table = table;
        this.toolkit = toolkit;
        this.features = features;
        this.leastConfidence = leastConfidence;
        key = place(toolkit.names().keys());
        frame = place(toolkit.names().frames());
        time = place(toolkit.names().times());
        face = place(toolkit.names().faces());
        confidence = place(toolkit.names().confidences());
        success = toolkit == Toolkit.OPENFACE ? place(SUCCESS) : OptionalInt.empty();
    }

    private OptionalInt place(List<String> names) {
        return IntStream.range(0, table.columns().size())
                .filter(c -> names.contains(Toolkit.lower(table.columns().get(c))))
                .findFirst();
    }

    /** What the row calls its clip; empty if it does not say it. */
    String key(List<String> row) {
        return key.isPresent() ? row.get(key.getAsInt()) : "";
    }

    /** The row as a frame; empty if it says nothing of the features, as a row of another sensor does. */
    Optional<ToolkitFrame> frame(List<String> row) {
        float[] values = new float[features.size()];
        boolean hasAll = true;
        boolean hasAny = false;
        for (int d = 0; d < values.length; d++) {
            values[d] = (float) number(row, features.get(d));
            hasAll &= Float.isFinite(values[d]);
            hasAny |= !row.get(features.get(d)).isEmpty();
        }
        if (!hasAny && toolkit == Toolkit.IMOTIONS) {
            return Optional.empty();
        }
        double sure = confidence.isPresent() ? number(row, confidence.getAsInt()) : 1;
        boolean succeeded = success.isEmpty() || number(row, success.getAsInt()) != 0;
        return Optional.of(new ToolkitFrame(
                frame.isPresent() ? number(row, frame.getAsInt()) : Double.NaN,
                time.isPresent() ? toolkit.seconds(time(row, time.getAsInt())) : Double.NaN,
                face.isPresent() ? row.get(face.getAsInt()) : "",
                Double.isNaN(sure) ? 0 : sure,
                hasAll && succeeded && sure >= leastConfidence,
                values));
    }

    private double time(List<String> row, int column) {
        Matcher duration = DURATION.matcher(row.get(column));
        if (!duration.matches()) {
            return number(row, column);
        }
        double days = duration.group(1) == null ? 0 : Double.parseDouble(duration.group(1));
        return ((days * 24 + Double.parseDouble(duration.group(2))) * 60 + Double.parseDouble(duration.group(3))) * 60
                + Double.parseDouble(duration.group(4));
    }

    private double number(List<String> row, int column) {
        String cell = row.get(column);
        if (NO_NUMBER.contains(Toolkit.lower(cell))) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(table.hasDecimalCommas() ? cell.replace(',', '.') : cell);
        } catch (NumberFormatException e) {
            throw wrong(column, cell);
        }
    }

    private VavlException wrong(int column, String cell) {
        String shown = cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
        return table.error(table.columns().get(column) + " is '" + shown + "', and must be a number; columns=NAME+NAME…"
                + " says which columns are taken");
    }
}
