package org.vavl.learning.agreement;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.file.CsvCell;

/** Where annotators differ as a table in CSV: {@code where}, {@code begin}, {@code end}, and a column for each annotator. */
public final class DifferenceTable {
    private DifferenceTable() {}

    /** The table, header first. */
    public static String of(Agreement agreement) {
        CsvMapper csv = new CsvMapper();
        csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
        StringWriter text = new StringWriter();
        try (SequenceWriter lines = csv.writer(schema).writeValues(text)) {
            List<String> header = new ArrayList<>(List.of("where", "begin", "end"));
            header.addAll(agreement.all().annotators());
            lines.write(written(header));
            for (Difference difference : agreement.differences()) {
                boolean isTimed = difference.end() > 0;
                List<String> cells = new ArrayList<>(List.of(
                        difference.name(),
                        isTimed ? Double.toString(difference.begin()) : "",
                        isTimed ? Double.toString(difference.end()) : ""));
                cells.addAll(difference.values());
                lines.write(written(cells));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> written(List<String> cells) {
        return cells.stream().map(CsvCell::write).toList();
    }
}
