package org.vavl.learning.corpus.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/** The head of an ARFF file, up to {@code @data}. Source: Weka, "Attribute-Relation File Format". */
final class ArffHeader {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("@attribute\\s+('(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|\\S+)\\s+(.*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NUMERIC = Set.of("numeric", "real", "integer");
    private static final int LONGEST_LINE = 1 << 20;

    private ArffHeader() {}

    /** Reads on to behind the line {@code @data}. */
    static void read(Path file, BufferedReader reader, List<String> names, List<Boolean> numeric) throws IOException {
        for (String line = line(reader); line != null; line = line(reader)) {
            String text = line.strip();
            if (text.toLowerCase(Locale.ROOT).equals("@data")) {
                if (names.isEmpty()) {
                    throw new VavlException(file + " has no @attribute before @data");
                }
                return;
            }
            Matcher attribute = ATTRIBUTE.matcher(text);
            if (attribute.matches()) {
                String name = attribute.group(1);
                boolean isQuoted = name.startsWith("'") || name.startsWith("\"");
                names.add(isQuoted ? name.substring(1, name.length() - 1) : name);
                numeric.add(NUMERIC.contains(attribute.group(2).strip().toLowerCase(Locale.ROOT)));
                if (names.size() > CsvCells.MAXIMUM_COLUMNS) {
                    throw new VavlException(file + " has more than " + CsvCells.MAXIMUM_COLUMNS + " attributes");
                }
            }
        }
        throw new VavlException(file + " has no line @data");
    }

    /** A line of bounded length; null at the end. */
    private static @Nullable String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a line has more than " + LONGEST_LINE + " characters");
            }
            line.append((char) next);
            next = reader.read();
        }
        return line.toString();
    }
}
