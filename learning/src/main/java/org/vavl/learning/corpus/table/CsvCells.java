package org.vavl.learning.corpus.table;

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
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/** The cells of a comma-separated file, row by row, whatever they mean. */
final class CsvCells implements AutoCloseable {
    static final int MAXIMUM_CELL = 10_000;
    static final int MAXIMUM_COLUMNS = 10_000;
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

    private CsvCells(Path file, CsvParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @throws VavlException if the file is missing or unreadable */
    static CsvCells open(Path file) {
        try {
            return new CsvCells(file, FACTORY.createParser(withoutByteOrderMark(file)));
        } catch (NoSuchFileException e) {
            throw new VavlException(file + " does not exist", e);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be read: " + reason(e), e);
        }
    }

    /** A reader that refuses what is not UTF-8, instead of putting replacement characters in its place. */
    private static Reader withoutByteOrderMark(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        BufferedReader text = Files.newBufferedReader(InputFile.refuseDevice(file), StandardCharsets.UTF_8);
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
