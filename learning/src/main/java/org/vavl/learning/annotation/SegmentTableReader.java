package org.vavl.learning.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * A table of segments: a row each, with {@code start} (or {@code begin}) and {@code end} in seconds, and what is said in {@code label} (or {@code emotion}, as
 * {@code vavl predict --format csv} writes it, of which the rows of windows are taken). {@code recording} (or {@code clip}), {@code annotator} and {@code speaker} may
 * be there. A row without a label is a segment about which nothing is said, and is not an annotation.
 */
final class SegmentTableReader {
    private static final List<String> BEGIN = List.of("start", "begin");
    private static final List<String> VALUE = List.of("label", "emotion");
    private static final List<String> RECORDING = List.of("recording", "clip");
    private static final String END = "end";
    private static final String PART = "part";
    private static final String WINDOW = "window";

    private record TierName(String recording, String annotator, String speaker) {}

    private final Path file;
    private final Map<TierName, List<Annotation>> tiers = new LinkedHashMap<>();
    private int rows;

    private SegmentTableReader(Path file) {
        this.file = file;
    }

    static List<AnnotationTier> read(Path file) {
        SegmentTableReader reader = new SegmentTableReader(file);
        try (CsvReader table = CsvReader.open(file)) {
            String begin = column(table, file, BEGIN);
            String value = column(table, file, VALUE);
            table.requireColumn(END);
            for (Optional<CsvRow> row = table.next(); row.isPresent(); row = table.next()) {
                reader.add(row.get(), begin, value);
            }
        }
        List<AnnotationTier> tiers = new ArrayList<>();
        reader.tiers.forEach((name, annotations) ->
                tiers.add(new AnnotationTier(name.recording(), name.annotator(), name.speaker(), annotations)));
        return tiers;
    }

    private static String column(CsvReader table, Path file, List<String> names) {
        return names.stream()
                .filter(table.columns()::contains)
                .findFirst()
                .orElseThrow(() -> new VavlException(file + " has no column '" + names.get(0) + "'; it has "
                        + String.join(", ", table.columns().stream().limit(20).toList())));
    }

    private void add(CsvRow row, String beginColumn, String valueColumn) {
        AnnotationFiles.requireFew(file, ++rows);
        Optional<String> value = row.cell(valueColumn);
        boolean isOther = row.cell(PART).filter(part -> !part.equals(WINDOW)).isPresent();
        if (isOther || value.isEmpty()) {
            return;
        }
        row.require(beginColumn);
        row.require(END);
        double begin = row.number(beginColumn).orElseThrow();
        double end = row.number(END).orElseThrow();
        if (!(begin >= 0 && end > begin)) {
            throw row.error(
                    "the segment from " + begin + " to " + end + " s must begin at 0 s or later, and end behind that");
        }
        String recording = RECORDING.stream()
                .flatMap(column -> row.cell(column).stream())
                .findFirst()
                .orElse(AnnotationFiles.stem(file));
        TierName name = new TierName(
                recording, row.cell("annotator").orElse(""), row.cell("speaker").orElse(""));
        tiers.computeIfAbsent(name, key -> new ArrayList<>()).add(new Annotation(begin, end, value.get()));
    }
}
