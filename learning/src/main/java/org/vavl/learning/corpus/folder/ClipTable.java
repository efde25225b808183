package org.vavl.learning.corpus.folder;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.file.CsvCell;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * The columns of a table of clips: {@code id}, {@code speaker}, {@code label} (one class) or {@code votes:CLASS} (how much each
 * class was voted for), {@code value:ATTRIBUTE}, the same of one modality as {@code votes@MODALITY:CLASS} and {@code value@MODALITY:ATTRIBUTE},
 * {@code trait:NAME}, {@code partition:NAME} ({@code train}, {@code development}, {@code test} or nothing). Whoever reads a table may know further columns. Clips whose speaker is not known may be
 * taken each for a speaker of their own, called as the clip is.
 */
public final class ClipTable {
    /** Starts the name of a column with the file that holds a modality's features. */
    public static final String FEATURES = "features:";

    /** Starts the name of a column with a clip's own frame rate, where it is not the modality's. */
    public static final String FRAME_RATE = "frameRate:";

    private static final String ID = "id";
    private static final String SPEAKER = "speaker";
    private static final String TRAIT = "trait:";
    private static final String PARTITION = "partition:";

    private ClipTable() {}

    /**
     * A row as it was read: the clip, and the cells for those who know further columns.
     *
     * @param clip what the known columns say
     * @param cells all cells
     */
    public record Row(ClipEntry clip, CsvRow cells) {}

    /**
     * Reads a table.
     *
     * @param file the table
     * @param further columns that the caller knows, by name or, if they end in a colon, by how they start
     * @throws VavlException if the file or a row of it cannot be read, a column is unknown, an id is there twice, or there are no
     *     rows
     */
    public static List<Row> read(Path file, Set<String> further) {
        return read(file, further, SpeakerRule.named(""));
    }

    /**
     * What is done where the speaker is not named.
     *
     * @param isOwn whether such a clip has a speaker of its own; else it is an error
     * @param advice what the error says besides
     */
    public record SpeakerRule(boolean isOwn, String advice) {
        /** Every clip's speaker must be named. */
        public static SpeakerRule named(String advice) {
            return new SpeakerRule(false, advice);
        }

        /** A clip whose speaker is not named has a speaker of its own. */
        public static SpeakerRule own() {
            return new SpeakerRule(true, "");
        }
    }

    /** See {@link #read(Path, Set)}, where speakers must be named. */
    public static List<Row> read(Path file, Set<String> further, SpeakerRule speakers) {
        try (CsvReader reader = CsvReader.open(file)) {
            reader.requireColumn(ID);
            requireSpeakers(file, reader, speakers);
            requireKnown(file, reader, further);
            List<Row> rows = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (Optional<CsvRow> next = reader.next(); next.isPresent(); next = reader.next()) {
                CsvRow cells = next.get();
                ClipEntry clip = clip(cells, speakers);
                if (!ids.add(clip.id())) {
                    throw cells.error("clip id " + clip.id() + " is there twice, and must be there once");
                }
                rows.add(new Row(clip, cells));
            }
            if (rows.isEmpty()) {
                throw new VavlException(file + " has no clips");
            }
            return rows;
        }
    }

    private static void requireSpeakers(Path file, CsvReader reader, SpeakerRule rule) {
        if (!rule.isOwn() && !reader.columns().contains(SPEAKER)) {
            List<String> columns = reader.columns().stream().limit(20).toList();
            throw new VavlException(
                    file + " has no column 'speaker'; it has " + String.join(", ", columns) + rule.advice());
        }
    }

    private static void requireKnown(Path file, CsvReader reader, Set<String> further) {
        List<String> columns = reader.columns();
        for (String column : columns) {
            String start = column.substring(0, column.indexOf(':') + 1);
            boolean known =
                    Set.of(ID, SPEAKER).contains(column) || further.contains(column) || LabelColumns.knows(column);
            boolean knownStart = Set.of(TRAIT, PARTITION).contains(start) || further.contains(start);
            if (!known && (start.isEmpty() || start.length() == column.length() || !knownStart)) {
                throw new VavlException(file + " has an unknown column '" + column + "'; known are id, speaker, "
                        + LabelColumns.KNOWN + ", trait:NAME, partition:NAME, "
                        + String.join(", ", new TreeSet<>(further)));
            }
        }
        if (columns.contains(LabelColumns.LABEL)
                && columns.stream().anyMatch(column -> column.startsWith(LabelColumns.VOTES + ":"))) {
            throw new VavlException(file + " has a column 'label' and columns 'votes:…', and must have either");
        }
    }

    private static ClipEntry clip(CsvRow row, SpeakerRule speakers) {
        Map<String, String> traits = new HashMap<>();
        Map<String, Part> partitions = new HashMap<>();
        for (String column : row.cells().keySet()) {
            String name = column.substring(column.indexOf(':') + 1);
            if (column.startsWith(TRAIT)) {
                row.cell(column).ifPresent(trait -> traits.put(name, trait));
            } else if (column.startsWith(PARTITION)) {
                row.cell(column).ifPresent(part -> partitions.put(name, located(row, () -> Part.parse(part))));
            }
        }
        return located(
                row,
                () -> new ClipEntry(
                        row.require(ID), speaker(row, speakers), LabelColumns.read(row), traits, partitions));
    }

    private static String speaker(CsvRow row, SpeakerRule rule) {
        return row.cell(SPEAKER)
                .or(() -> rule.isOwn() ? row.cell(ID) : Optional.empty())
                .orElseThrow(() -> row.error("column 'speaker' is empty, and must not be" + rule.advice()));
    }

    /** Puts file and line before what is wrong. */
    private static <T> T located(CsvRow row, Supplier<T> value) {
        try {
            return value.get();
        } catch (VavlException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(row.file()) ? new VavlException(message, e) : row.error(message);
        }
    }

    /**
     * Writes a table; {@link #read(Path, Set)} undoes it.
     *
     * @param file the table, in place of what has its name
     * @param clips its rows
     * @throws VavlException if it cannot be written
     */
    public static void write(Path file, List<ClipEntry> clips) {
        try {
            write(file, clips, Map.of());
        } catch (IOException e) {
            throw new VavlException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Writes a table, with text as {@link CsvCell} says; {@link #read(Path, Set)} undoes it.
     *
     * @param file the table
     * @param clips its rows
     * @param further further cells of each row, by the clip's id and then by column
     */
    static void write(Path file, List<ClipEntry> clips, Map<String, Map<String, String>> further) throws IOException {
        Map<String, BiFunction<ClipEntry, Map<String, String>, String>> columns = columns(clips, further);
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        columns.keySet().forEach(schema::addColumn);
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .enable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                .build();
        try (SequenceWriter writer = mapper.writer(schema.build()).writeValues(file.toFile())) {
            for (ClipEntry clip : clips) {
                Map<String, String> more = further.getOrDefault(clip.id(), Map.of());
                Map<String, String> row = new HashMap<>();
                columns.forEach((column, cell) -> row.put(column, CsvCell.write(cell.apply(clip, more))));
                writer.write(row);
            }
        }
    }

    private static Map<String, BiFunction<ClipEntry, Map<String, String>, String>> columns(
            List<ClipEntry> clips, Map<String, Map<String, String>> further) {
        Map<String, BiFunction<ClipEntry, Map<String, String>, String>> columns = new LinkedHashMap<>();
        columns.put(ID, (clip, more) -> clip.id());
        columns.put(SPEAKER, (clip, more) -> clip.speaker());
        LabelColumns.write(clips).forEach((column, cell) -> columns.put(column, (clip, more) -> cell.apply(clip)));
        add(columns, TRAIT, names(clips, ClipEntry::traits), ClipEntry::traits);
        add(columns, PARTITION, names(clips, ClipEntry::partitions), ClipEntry::partitions);
        Set<String> more = new TreeSet<>();
        further.values().forEach(cells -> more.addAll(cells.keySet()));
        more.forEach(column -> columns.put(column, (clip, cells) -> cells.getOrDefault(column, "")));
        return columns;
    }

    private static Set<String> names(List<ClipEntry> clips, Function<ClipEntry, Map<String, ?>> map) {
        Set<String> names = new TreeSet<>();
        clips.forEach(clip -> names.addAll(map.apply(clip).keySet()));
        return names;
    }

    private static void add(
            Map<String, BiFunction<ClipEntry, Map<String, String>, String>> columns,
            String start,
            Set<String> names,
            Function<ClipEntry, Map<String, ?>> map) {
        for (String name : names) {
            columns.put(start + name, (clip, more) -> {
                Object value = map.apply(clip).get(name);
                return value == null ? "" : value.toString();
            });
        }
    }
}
