package org.vavl.learning.corpus.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/**
 * A table as other programs write it, row by row: CSV whose first rows may be metadata, which begin with {@code #}, and whose columns may have the same
 * name, or ARFF (by the ending {@code .arff}), whose attributes are its columns. A row that is too short has empty cells; one that is too long is an error.
 */
public final class RawTable implements AutoCloseable {
    private static final String ARFF = ".arff";
    private static final int MOST_METADATA = 10_000;

    private final Path file;
    private final List<String> columns;
    private final List<Boolean> numeric;
    private final boolean hasMetadata;
    private final CsvCells cells;

    private RawTable(Path file, List<String> columns, List<Boolean> numeric, boolean hasMetadata, CsvCells cells) {
        this.file = file;
        this.columns = columns;
        this.numeric = numeric;
        this.hasMetadata = hasMetadata;
        this.cells = cells;
    }

    /** Whether a file is one, by its name. */
    public static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(ARFF) || name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt");
    }

    /**
     * Opens a table and reads on to its first row.
     *
     * @throws VavlException if it is missing, unreadable or has no columns
     */
    public static RawTable open(Path file) {
        InputFile.require(file);
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ARFF) ? arff(file) : csv(file);
    }

    private static RawTable csv(Path file) {
        CsvCells cells = CsvCells.open(file);
        try {
            List<String> header = cells.next();
            int metadata = 0;
            while (!header.isEmpty() && isMetadata(header)) {
                if (++metadata > MOST_METADATA) {
                    throw new VavlException(file + ": has more than " + MOST_METADATA + " rows of metadata");
                }
                header = cells.next();
            }
            if (header.stream().allMatch(String::isEmpty)) {
                throw new VavlException(file + " has no row that names columns");
            }
            List<Boolean> numeric = header.stream().map(name -> true).toList();
            return new RawTable(file, List.copyOf(header), numeric, metadata > 0, cells);
        } catch (RuntimeException e) {
            cells.close();
            throw e;
        }
    }

    private static boolean isMetadata(List<String> row) {
        return row.stream().allMatch(String::isEmpty) || row.get(0).startsWith("#");
    }

    private static RawTable arff(Path file) {
        List<String> columns = new ArrayList<>();
        List<Boolean> numeric = new ArrayList<>();
        try {
            BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            try {
                ArffHeader.read(file, reader, columns, numeric);
                return new RawTable(
                        file, List.copyOf(columns), List.copyOf(numeric), false, CsvCells.ofArff(file, reader));
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    /** The columns' names, in the order of the file. */
    public List<String> columns() {
        return columns;
    }

    /** Whether a column's cells are said to be numbers; in CSV nothing says what they are, and they may be. */
    public boolean isNumeric(int column) {
        return numeric.get(column);
    }

    /** Whether there are rows of metadata before the columns' names. */
    public boolean hasMetadata() {
        return hasMetadata;
    }

    /**
     * The cells of the next row, one for each column; none at the end.
     *
     * @throws VavlException if it cannot be read, or has too many cells
     */
    public List<String> next() {
        while (true) {
            List<String> row = new ArrayList<>(cells.next());
            if (row.isEmpty()) {
                return row;
            }
            boolean isBlank =
                    row.stream().allMatch(String::isEmpty) || row.get(0).startsWith("%");
            if (row.size() > columns.size()) {
                boolean restIsEmpty =
                        row.subList(columns.size(), row.size()).stream().allMatch(String::isEmpty);
                if (!restIsEmpty) {
                    throw error("the row has " + row.size() + " cells, and there are " + columns.size() + " columns");
                }
            }
            while (row.size() < columns.size()) {
                row.add("");
            }
            if (!isBlank) {
                return row.subList(0, columns.size());
            }
        }
    }

    /** An error at the row that was read last. */
    public VavlException error(String message) {
        return new VavlException(file + ", line " + cells.line() + ": " + message);
    }

    /** Whether a number's fraction may come behind a comma. */
    public boolean hasDecimalCommas() {
        return cells.hasDecimalCommas();
    }

    @Override
    public void close() {
        cells.close();
    }
}
