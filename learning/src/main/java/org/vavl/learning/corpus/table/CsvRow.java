package org.vavl.learning.corpus.table;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;

/**
 * One row of a table.
 *
 * @param file the table, for messages
 * @param line where the row ends in the file, from 1
 * @param cells by column, stripped of surrounding spaces; a cell may be empty
 * @param decimalCommas whether a number's fraction may come behind a comma, such as 3,5
 */
public record CsvRow(String file, long line, Map<String, String> cells, boolean decimalCommas) {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?");

    /** What a column holds; empty if the table lacks the column or the cell is empty. */
    public Optional<String> cell(String column) {
        return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
    }

    /**
     * What a column holds.
     *
     * @throws VavlException if the cell is empty
     */
    public String require(String column) {
        return cell(column).orElseThrow(() -> error("column '" + column + "' is empty, and must not be"));
    }

    /**
     * The number in a column; empty if the cell is.
     *
     * @throws VavlException if it is not a finite number
     */
    public Optional<Double> number(String column) {
        return cell(column).map(cell -> parse(column, cell)).map(value -> {
            if (value.isNaN() || value.isInfinite()) {
                throw error(column + " is '" + cells.get(column) + "', and must be a finite number");
            }
            return value;
        });
    }

    /**
     * The value in a column that may also be infinite or not a number, as measurements may.
     *
     * @throws VavlException if the cell is empty or something else
     */
    public double measurement(String column) {
        return parse(column, require(column));
    }

    private double parse(String column, String cell) {
        try {
            return switch (cell) {
                case "nan", "NAN" -> Double.NaN;
                case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default ->
                    Double.parseDouble(
                            decimalCommas && DECIMAL_COMMA.matcher(cell).matches() ? cell.replace(',', '.') : cell);
            };
        } catch (NumberFormatException e) {
            throw error(column + " is '" + abbreviate(cell) + "', and must be a number");
        }
    }

    /** An error whose message starts with file and line. */
    public VavlException error(String message) {
        return new VavlException(file + ", line " + line + ": " + message);
    }

    private static String abbreviate(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
