package org.vavl.cli.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;
import org.vavl.recognition.Segmentation;

/** Segments of a recording from a CSV file with the columns start and end, in seconds. */
final class SegmentTable {
    private static final String START = "start";
    private static final String END = "end";
    private static final int MOST = 100_000;

    private SegmentTable() {}

    /** @throws VavlException if the file cannot be read, lacks a column, has no row or more than {@value #MOST}, or one that is no segment */
    static List<Segmentation.Span> read(Path file) {
        List<Segmentation.Span> spans = new ArrayList<>();
        try (CsvReader reader = CsvReader.open(file)) {
            reader.requireColumn(START);
            reader.requireColumn(END);
            for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                spans.add(span(row.get()));
                if (spans.size() > MOST) {
                    throw new VavlException(file + ": has more than " + MOST + " segments");
                }
            }
        }
        if (spans.isEmpty()) {
            throw new VavlException(file + ": has no segment, and must have at least one");
        }
        return spans;
    }

    private static Segmentation.Span span(CsvRow row) {
        row.require(START);
        row.require(END);
        double start = row.number(START).orElseThrow();
        double end = row.number(END).orElseThrow();
        try {
            return new Segmentation.Span(start, end);
        } catch (VavlException e) {
            throw row.error(String.valueOf(e.getMessage()));
        }
    }
}
