package org.vavl.learning.corpus.importer.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * Tables {@code label_consensus_N.csv} or {@code labels_consensus_N.csv}, each with the same clips and labels and, in the column
 * {@code Split_Set}, partition N of them.
 */
public final class ConsensusTables {
    public static final String FILE = "FileName";
    public static final String SPEAKER = "SpkrID";
    public static final String GENDER = "Gender";
    private static final String SET = "Split_Set";
    private static final Pattern NAME = Pattern.compile("labels?_consensus_([0-9A-Za-z]+)\\.csv");

    private ConsensusTables() {}

    /**
     * Reads all tables of a folder, or of its folder {@code partitions}, or one table.
     *
     * @param columns that each must have besides file, speaker, gender and set
     * @param clip makes a clip, without partitions, of a row
     * @return the clips in the order of the first table
     */
    public static List<PlannedClip> read(Path source, List<String> columns, Function<CsvRow, ClipEntry> clip) {
        Map<String, ClipEntry> clips = new LinkedHashMap<>();
        Map<String, String> fileNames = new HashMap<>();
        Map<String, Map<String, Part>> partitions = new HashMap<>();
        tables(source).forEach((partition, table) -> {
            boolean isFirst = clips.isEmpty();
            for (CsvRow row : rows(table, columns)) {
                ClipEntry entry = clip.apply(row);
                ClipEntry known = isFirst ? clips.putIfAbsent(entry.id(), entry) : clips.get(entry.id());
                if (isFirst ? known != null : known == null) {
                    throw row.error("clip " + entry.id()
                            + (isFirst ? " is there twice, and must be there once" : " is not in the other tables"));
                }
                if (known != null && !known.equals(entry)) {
                    throw row.error("clip " + entry.id() + " has other labels than in the other tables");
                }
                fileNames.put(entry.id(), row.require(FILE));
                Part part = part(row);
                if (partitions
                                .computeIfAbsent(entry.id(), key -> new TreeMap<>())
                                .put(partition, part)
                        != null) {
                    throw row.error("clip " + entry.id() + " is there twice, and must be there once");
                }
            }
        });
        return clips.values().stream()
                .map(entry -> new PlannedClip(
                        new ClipEntry(
                                entry.id(),
                                entry.speaker(),
                                entry.labels(),
                                entry.traits(),
                                partitions.getOrDefault(entry.id(), Map.of())),
                        List.of(entry.id(), fileNames.getOrDefault(entry.id(), entry.id()))))
                .toList();
    }

    /** Whether a folder, or its folder {@code partitions}, has such tables. */
    public static boolean areIn(Path folder) {
        return Files.isDirectory(folder) && !tablesIn(folder).isEmpty();
    }

    /** A file's name without its ending. */
    public static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    private static Part part(CsvRow row) {
        try {
            return Part.parse(row.require(SET));
        } catch (VavlException e) {
            throw row.error(e.getMessage() == null ? "no part" : e.getMessage());
        }
    }

    private static List<CsvRow> rows(Path table, List<String> columns) {
        try (CsvReader reader = CsvReader.open(table)) {
            List.of(FILE, SPEAKER, GENDER, SET).forEach(reader::requireColumn);
            columns.forEach(reader::requireColumn);
            return reader.rows();
        }
    }

    private static Map<String, Path> tables(Path source) {
        if (Files.isRegularFile(source)) {
            Matcher name = NAME.matcher(String.valueOf(source.getFileName()));
            return Map.of(name.matches() ? name.group(1) : "1", source);
        }
        Map<String, Path> tables = tablesIn(source);
        if (tables.isEmpty()) {
            throw new VavlException(source + " has no tables label_consensus_N.csv or labels_consensus_N.csv");
        }
        return tables;
    }

    private static Map<String, Path> tablesIn(Path source) {
        Map<String, Path> tables = new TreeMap<>();
        Path folder = Files.isDirectory(source.resolve("partitions")) ? source.resolve("partitions") : source;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    tables.put(name.group(1), file);
                }
            }
        } catch (IOException e) {
            throw new VavlException(
                    source + " cannot be read: it must be a folder with tables label_consensus_N.csv", e);
        }
        return tables;
    }
}
