package org.vavl.learning.corpus.importer.toolkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.table.RawTable;

/** A table that a toolkit wrote, in memory: the frames of one clip or of several. */
public final class ToolkitTable {
    private static final Set<String> NAMELESS = Set.of("", "unknown", "noname");
    private static final int MOST_VALUES = 1 << 29;

    private final Path file;
    private final Toolkit toolkit;
    private final Settings settings;
    private final List<String> features = new ArrayList<>();
    private final Map<String, List<ToolkitFrame>> clips = new LinkedHashMap<>();

    /**
     * How tables are read.
     *
     * @param frameRate frames a second; empty where it follows from the times
     * @param confidence the least with which a frame is believed, where the toolkit says how sure it is
     * @param columns patterns of the columns that are taken, with {@code *} for any letters; none for all that are features
     */
    public record Settings(OptionalDouble frameRate, double confidence, List<String> columns) {
        /** What is usually asked of a face: as likely one as none. */
        public static final double USUAL_CONFIDENCE = 0.5;

        /** Copies the list. */
        public Settings {
            columns = List.copyOf(columns);
        }
    }

    private ToolkitTable(Path file, Toolkit toolkit, Settings settings) {
        this.file = file;
        this.toolkit = toolkit;
        this.settings = settings;
    }

    /** Whether a toolkit's table is recognised in a file. */
    public static boolean isOne(Path file) {
        try (RawTable table = RawTable.open(file)) {
            return Toolkit.of(table.columns(), table.hasMetadata()).isPresent();
        }
    }

    /**
     * Reads a table.
     *
     * @throws VavlException if it is no toolkit's, cannot be read, has no features, or a cell that must be a number is none
     */
    public static ToolkitTable read(Path file, Settings settings) {
        try (RawTable table = RawTable.open(file)) {
            Toolkit toolkit = Toolkit.of(table.columns(), table.hasMetadata())
                    .orElseThrow(() -> new VavlException(file
                            + " is no table of OpenFace, py-feat, iMotions or openSMILE: it has the columns "
                            + table.columns().stream().limit(10).collect(Collectors.joining(", "))));
            ToolkitTable read = new ToolkitTable(file, toolkit, settings);
            read.rows(table);
            return read;
        }
    }

    private void rows(RawTable table) {
        ToolkitRows rows = new ToolkitRows(table, toolkit, features(table), settings.confidence());
        long values = 0;
        for (List<String> row = table.next(); !row.isEmpty(); row = table.next()) {
            Optional<ToolkitFrame> frame = rows.frame(row);
            if (frame.isPresent()) {
                values += features.size();
                if (values > MOST_VALUES) {
                    throw new VavlException(file + " has more than " + MOST_VALUES + " values");
                }
                clips.computeIfAbsent(key(rows.key(row)), clip -> new ArrayList<>())
                        .add(frame.get());
            }
        }
    }

    /** The places of the columns that are features. */
    private List<Integer> features(RawTable table) {
        List<Pattern> wanted =
                settings.columns().stream().map(ToolkitTable::pattern).toList();
        List<Integer> places = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            String column = table.columns().get(c);
            boolean isFeature = !column.isEmpty() && table.isNumeric(c) && !toolkit.passesOver(column);
            if (isFeature
                    && (wanted.isEmpty()
                            || wanted.stream().anyMatch(p -> p.matcher(column).matches()))) {
                places.add(c);
                features.add(column);
            }
        }
        if (places.isEmpty()) {
            throw new VavlException(file + " has no columns of features"
                    + (wanted.isEmpty() ? "" : " that are called " + String.join(" or ", settings.columns()))
                    + ", only "
                    + table.columns().stream().limit(20).collect(Collectors.joining(", ")));
        }
        return places;
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Pattern.quote(text).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** What a clip is called: the file's name where the table does not say it. */
    private String key(String written) {
        String name = written.replaceAll("^'|'$", "").strip();
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return NAMELESS.contains(last) ? stem(String.valueOf(file.getFileName())) : stem(last);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What made the features. */
    public ExtractorId extractor() {
        return new ExtractorId(toolkit.label(), "1");
    }

    /** The clips' names, without endings. */
    public Set<String> keys() {
        return new TreeSet<>(clips.keySet());
    }

    /** The features' names. */
    public List<String> features() {
        return List.copyOf(features);
    }

    /**
     * A clip's features.
     *
     * @param key its name, with or without ending
     * @param extractor what they are said to be made by
     * @return empty if the table does not have it
     * @throws VavlException if nothing says how many frames a second there are, or its frames are too far apart
     */
    public Optional<FeatureSequence> features(String key, ExtractorId extractor) {
        List<ToolkitFrame> frames = clips.getOrDefault(key, clips.getOrDefault(stem(key), List.of()));
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.of(new FrameGrid(file + ": clip " + key, settings.frameRate())
                        .sequence(MainFace.of(frames), features.size(), extractor));
    }
}
