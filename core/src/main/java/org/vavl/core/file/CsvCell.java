package org.vavl.core.file;

import java.util.regex.Pattern;

/**
 * The one rule for text in the tables that Vavl writes as CSV. Spreadsheets take a cell that begins with {@code =}, {@code +}, {@code -} or
 * {@code @}, a tab or a carriage return for a formula. Such a cell that is no number gets an apostrophe before it, in every table alike, so
 * that the ids of all tables join. A cell that begins with apostrophes before such a character gets one more, so that {@link #read} is
 * exact.
 */
public final class CsvCell {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?:Infinity|inf)");

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private static final Pattern MARKED = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private CsvCell() {}

    /** Text as the cell is written; quoting is left to the writer. */
    public static String write(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /** The text of a cell that {@link #write} made. */
    public static String read(String cell) {
        return MARKED.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
