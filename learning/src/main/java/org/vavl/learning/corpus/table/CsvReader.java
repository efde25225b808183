package org.vavl.learning.corpus.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.file.CsvCell;

/**
 * Reads a table with a header, row by row: cells parted by commas, or by semicolons or tabs where the header has those and no comma (with
 * semicolons, as where Excel writes them, 3,5 is the number 3.5); UTF-8 with or without a byte-order mark, any line ends, quoted cells,
 * blank lines skipped. Columns without a name are ignored, but for the first: that holds what R calls the rows, {@link #ROW_NAMES}. A cell has at most {@value CsvCells#MAXIMUM_CELL} characters and a row
 * {@value CsvCells#MAXIMUM_COLUMNS} cells. An apostrophe that {@link CsvCell} put before
 * a formula is taken away again. Every error is a {@link VavlException} that names the file and the line.
 */
public final class CsvReader implements AutoCloseable {
    /** The column of row names, if the first column has no name. */
    public static final String ROW_NAMES = "";

    private final CsvCells lines;
    private final List<String> header;

    private CsvReader(CsvCells lines) {
        this.lines = lines;
        this.header = readHeader();
    }

    /**
     * Opens a table and reads its header.
     *
     * @throws VavlException if the file is missing, unreadable, empty, or names a column twice
     */
    public static CsvReader open(Path file) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            return opened.returned(new CsvReader(opened.add(CsvCells.open(file), CsvCells::close)));
        }
    }

    /** The columns' names, in the order of the file. */
    public List<String> columns() {
        return header.stream().filter(name -> !name.isEmpty()).toList();
    }

    /**
     * Checks that the table has a column.
     *
     * @throws VavlException if it lacks it
     */
    public void requireColumn(String column) {
        if (!header.contains(column)) {
            throw new VavlException(lines.file() + " has no column '" + column + "'; it has "
                    + abbreviate(String.join(", ", columns())));
        }
    }

    /** The next row; empty at the end. */
    public Optional<CsvRow> next() {
        while (true) {
            List<String> cells = lines.next();
            if (cells.isEmpty()) {
                return Optional.empty();
            }
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (cells.size() != header.size()) {
                throw new VavlException(lines.file() + ", line " + lines.line() + ": the row has " + cells.size()
                        + " cells, and must have one for each of the " + header.size() + " columns");
            }
            return Optional.of(new CsvRow(lines.file(), lines.line(), byColumn(cells), lines.hasDecimalCommas()));
        }
    }

    /** The remaining rows, all at once. */
    public List<CsvRow> rows() {
        List<CsvRow> rows = new ArrayList<>();
        for (Optional<CsvRow> row = next(); row.isPresent(); row = next()) {
            rows.add(row.get());
        }
        return rows;
    }

    /** All rows of a file that fits into memory. */
    public static List<CsvRow> rows(Path file) {
        try (CsvReader reader = open(file)) {
            return reader.rows();
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    private Map<String, String> byColumn(List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            if (c == 0 || !header.get(c).isEmpty()) {
                row.put(header.get(c), CsvCell.read(cells.get(c)));
            }
        }
        return row;
    }

    private List<String> readHeader() {
        List<String> names = lines.next();
        if (names.stream().allMatch(String::isEmpty)) {
            throw new VavlException(lines.file() + " is empty: its first line must name the columns");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new VavlException(lines.file() + " has the column '" + abbreviate(name) + "' twice");
            }
        }
        return List.copyOf(names);
    }

    private static String abbreviate(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
