package org.vavl.corpus.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vavl.nn.VavlException;

/**
 * Reads a comma-separated table with a header, row by row: UTF-8 with or without a byte-order mark, any line ends, quoted cells,
 * blank lines skipped, columns without a name ignored. A cell has at most {@value #MAXIMUM_CELL} characters and a row
 * {@value #MAXIMUM_COLUMNS} cells. Every error is a {@link VavlException} that names the file and the line.
 */
public final class CsvReader implements AutoCloseable {
    static final int MAXIMUM_CELL = 10_000;
    static final int MAXIMUM_COLUMNS = 10_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final CsvParser parser;
    private final List<String> header;

    private CsvReader(String file, CsvParser parser) {
        this.file = file;
        this.parser = parser;
        this.header = readHeader();
    }

    /**
     * Opens a table and reads its header.
     *
     * @throws VavlException if the file is missing, unreadable, empty, or names a column twice
     */
    public static CsvReader open(Path file) {
        String name = file.toString();
        Reader reader = null;
        try {
            reader = withoutByteOrderMark(file);
            CsvParser parser = factory().createParser(reader);
            parser.enable(CsvParser.Feature.WRAP_AS_ARRAY);
            parser.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
            return new CsvReader(name, parser);
        } catch (NoSuchFileException e) {
            throw new VavlException(file + " does not exist", e);
        } catch (IOException e) {
            closeQuietly(reader);
            throw new VavlException(file + " cannot be read: " + reason(e), e);
        } catch (VavlException e) {
            closeQuietly(reader);
            throw e;
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
            throw new VavlException(
                    file + " has no column '" + column + "'; it has " + abbreviate(String.join(", ", columns())));
        }
    }

    /** The next row; empty at the end. */
    public Optional<CsvRow> next() {
        while (true) {
            List<String> cells = readCells();
            if (cells.isEmpty()) {
                return Optional.empty();
            }
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (cells.size() != header.size()) {
                throw new VavlException(file + ", line " + line() + ": the row has " + cells.size()
                        + " cells, and must have one for each of the " + header.size() + " columns");
            }
            return Optional.of(new CsvRow(file, line(), byColumn(cells)));
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
        closeQuietly(parser);
    }

    private Map<String, String> byColumn(List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            if (!header.get(c).isEmpty()) {
                row.put(header.get(c), cells.get(c));
            }
        }
        return row;
    }

    private List<String> readHeader() {
        List<String> names = readCells();
        if (names.stream().allMatch(String::isEmpty)) {
            throw new VavlException(file + " is empty: its first line must name the columns");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new VavlException(file + " has the column '" + abbreviate(name) + "' twice");
            }
        }
        return List.copyOf(names);
    }

    /** The cells of the next row; none at the end of the file. */
    private List<String> readCells() {
        List<String> cells = new ArrayList<>();
        try {
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                if (token.isScalarValue()) {
                    cells.add(parser.getText().strip());
                }
                if (cells.size() > MAXIMUM_COLUMNS) {
                    throw new VavlException(
                            file + ", line " + line() + ": the row has more than " + MAXIMUM_COLUMNS + " cells");
                }
                token = parser.nextToken();
            }
            return cells;
        } catch (IOException e) {
            throw new VavlException(file + ", line " + line() + ": " + reason(e), e);
        }
    }

    private long line() {
        // Jackson stands behind the line's end when a row is over.
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static CsvFactory factory() {
        return CsvFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(MAXIMUM_CELL)
                        .build())
                .build();
    }

    /** A reader that refuses what is not UTF-8, instead of putting replacement characters in its place. */
    private static Reader withoutByteOrderMark(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        PushbackReader reader = new PushbackReader(text);
        try {
            int first = reader.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                reader.unread(first);
            }
        } catch (IOException e) {
            reader.close();
            throw e;
        }
        return reader;
    }

    private static String reason(IOException e) {
        if (e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (e instanceof StreamConstraintsException) {
            return "a cell has more than " + MAXIMUM_CELL + " characters (is a quotation mark left open?)";
        }
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse(e.getClass().getSimpleName());
    }

    private static String abbreviate(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            // A file that was only read from loses nothing.
        }
    }
}
