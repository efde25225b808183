package org.vavl.learning.corpus.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/**
 * The cells of a table, row by row, whatever they mean. Commas part them, or semicolons or tabs where the first line has those and no comma.
 */
final class CsvCells implements AutoCloseable {
    static final int MAXIMUM_CELL = 10_000;
    static final int MAXIMUM_COLUMNS = 10_000;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final char COMMA = ',';
    private static final char SEMICOLON = ';';
    private static final char TAB = '\t';
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CsvFactory FACTORY = CsvFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAXIMUM_CELL)
                    .build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final Path file;
    private final CsvParser parser;
    private final char separator;

    private CsvCells(Path file, CsvParser parser, char separator) {
        this.file = file;
        this.parser = parser;
        this.separator = separator;
    }

    /** @throws VavlException if the file is missing or unreadable */
    static CsvCells open(Path file) {
        try {
            BufferedReader text = withoutByteOrderMark(file);
            char separator = separator(text);
            CsvParser parser = FACTORY.createParser(text);
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
            return new CsvCells(file, parser, separator);
        } catch (NoSuchFileException e) {
            throw new VavlException(file + " does not exist", e);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be read: " + reason(e), e);
        }
    }

    /** The rows of an ARFF file: cells between commas, single quotes around text; the reader is closed with this. */
    static CsvCells ofArff(Path file, BufferedReader text) throws IOException {
        CsvParser parser = FACTORY.createParser(text);
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(COMMA).withQuoteChar('\''));
        return new CsvCells(file, parser, COMMA);
    }

    /** A reader that refuses what is not UTF-8, instead of putting replacement characters in its place. */
    private static BufferedReader withoutByteOrderMark(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        BufferedReader reader = Files.newBufferedReader(InputFile.refuseDevice(file), StandardCharsets.UTF_8);
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
        } catch (IOException e) {
            reader.close();
            throw e;
        }
        return reader;
    }

    /** What parts the cells of the first line, outside of quotation marks; the reader stands where it was afterwards. */
    private static char separator(BufferedReader reader) throws IOException {
        try {
            reader.mark(LONGEST_HEADER + 1);
            char separator = COMMA;
            boolean quoted = false;
            for (int read = 0; read < LONGEST_HEADER; read++) {
                int next = reader.read();
                quoted ^= next == '"';
                if (next < 0 || (next == '\n' && !quoted) || (next == COMMA && !quoted)) {
                    separator = next == COMMA ? COMMA : separator;
                    break;
                }
                if (!quoted && separator == COMMA && (next == SEMICOLON || next == TAB)) {
                    separator = (char) next;
                }
            }
            reader.reset();
            return separator;
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether numbers may have commas before their fractions: commas do not part the cells, as where such numbers are usual. */
    boolean hasDecimalCommas() {
        return separator == SEMICOLON;
    }

    /** The file's name, for messages. */
    String file() {
        return file.toString();
    }

    /** Where the last row ended, from 1. */
    long line() {
        // Jackson stands behind the line's end when a row is over.
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /**
     * The cells of the next row; none at the end of the file.
     *
     * @throws VavlException if it cannot be read, or a cell or the row is too long
     */
    List<String> next() {
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

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            // A file that was only read from loses nothing.
        }
    }
}
