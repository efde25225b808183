package org.vavl.learning.corpus.importer.source;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * A table with one row a clip, or one row a frame. The clip's key is in the column {@code clip}, {@code id}, {@code file},
 * {@code filename} or {@code name}, or else in the first; {@code frame} (whole numbers; missing ones are frames that were lost) or
 * {@code time} or {@code timestamp} (seconds) order the frames; {@code valid} or {@code success} (1 or 0) says which of them can
 * be believed, as does every value that is empty or not a finite number; {@code face_id} and {@code confidence}, which OpenFace
 * writes, are passed over. Every other column is a feature.
 */
final class TableSource implements KeyedSource {
    private static final List<String> KEYS = List.of("clip", "id", "file", "filename", "name");
    private static final List<String> FRAMES = List.of("frame");
    private static final List<String> TIMES = List.of("time", "timestamp");
    private static final List<String> VALID = List.of("valid", "success");
    private static final Set<String> PASSED_OVER = Set.of("face_id", "confidence");
    private static final int MOST_FRAMES = 1_000_000;

    private final Path table;
    private final List<String> features = new ArrayList<>();
    private final String keyColumn;
    private final Optional<String> frameColumn;
    private final Optional<String> timeColumn;
    private final Optional<String> validColumn;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final OptionalDouble frameRate;
    private final ExtractorId extractor;

    /** A frame: its number or time (its place in the table where there is neither), and its values. */
    private record Row(double frame, double time, boolean valid, FloatBuffer values) {}

    /**
     * Reads a table into memory.
     *
     * @param frameRate frames per second; without, it follows from the times
     */
    TableSource(Path table, OptionalDouble frameRate, ExtractorId extractor) {
        this.table = table;
        this.frameRate = frameRate;
        this.extractor = extractor;
        try (CsvReader reader = CsvReader.open(table)) {
            List<String> columns = reader.columns();
            keyColumn = find(columns, KEYS).orElse(columns.get(0));
            frameColumn = find(columns, FRAMES);
            timeColumn = find(columns, TIMES);
            validColumn = find(columns, VALID);
            for (String column : columns) {
                if (!column.equals(keyColumn)
                        && !Optional.of(column).equals(frameColumn)
                        && !Optional.of(column).equals(timeColumn)
                        && !Optional.of(column).equals(validColumn)
                        && !PASSED_OVER.contains(column.toLowerCase(Locale.ROOT))) {
                    features.add(column);
                }
            }
            if (features.isEmpty()) {
                throw new VavlException(table + " has no columns of features, only " + columns);
            }
            for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                add(row.get());
            }
        }
        rows.values().forEach(list -> list.sort(Comparator.comparingDouble(Row::frame)));
    }

    private static Optional<String> find(List<String> columns, List<String> names) {
        return names.stream()
                .flatMap(name -> columns.stream().filter(column -> column.equalsIgnoreCase(name)))
                .findFirst();
    }

    private void add(CsvRow row) {
        List<Row> clip = rows.computeIfAbsent(row.require(keyColumn), key -> new ArrayList<>());
        boolean valid = validColumn.flatMap(row::number).orElse(1.0) != 0;
        float[] values = new float[features.size()];
        for (int d = 0; d < values.length; d++) {
            String column = features.get(d);
            values[d] = row.cell(column).isEmpty() ? Float.NaN : (float) row.measurement(column);
            valid &= Float.isFinite(values[d]);
        }
        double time = timeColumn.flatMap(row::number).orElse((double) clip.size());
        double frame = frameColumn.flatMap(row::number).orElse(time);
        clip.add(new Row(frame, time, valid, FloatBuffer.wrap(values)));
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        return Optional.ofNullable(rows.get(key)).map(clip -> sequence(key, clip));
    }

    private FeatureSequence sequence(String key, List<Row> clip) {
        double first = clip.get(0).frame();
        int frames = frameColumn.isEmpty() ? clip.size() : span(key, clip);
        float[] values = new float[frames * features.size()];
        BitSet valid = new BitSet();
        for (int i = 0; i < clip.size(); i++) {
            Row row = clip.get(i);
            int t = frameColumn.isEmpty() ? i : (int) (row.frame() - first);
            if (row.valid()) {
                row.values().get(0, values, t * features.size(), features.size());
                valid.set(t);
            }
        }
        return new FeatureSequence(FloatBuffer.wrap(values), features.size(), rate(key, clip), valid, extractor);
    }

    /** How many frames there are from the first to the last. */
    private int span(String key, List<Row> clip) {
        double before = Double.NaN;
        for (Row row : clip) {
            if (row.frame() != Math.rint(row.frame()) || row.frame() == before) {
                throw new VavlException(table + ": clip " + key + " has frame " + row.frame()
                        + (row.frame() == before ? " twice" : ", and must have whole numbers"));
            }
            before = row.frame();
        }
        double span = before - clip.get(0).frame() + 1;
        if (span > MOST_FRAMES || span * features.size() > Integer.MAX_VALUE) {
            throw new VavlException(table + ": clip " + key + " has frames from "
                    + clip.get(0).frame() + " to " + before + ", and must have at most " + MOST_FRAMES);
        }
        return (int) span;
    }

    private double rate(String key, List<Row> clip) {
        if (frameRate.isPresent()) {
            return frameRate.getAsDouble();
        }
        if (clip.size() == 1) {
            return 1;
        }
        Row first = clip.get(0);
        Row last = clip.get(clip.size() - 1);
        double frames = frameColumn.isPresent() ? last.frame() - first.frame() : clip.size() - 1;
        double seconds = last.time() - first.time();
        if (timeColumn.isEmpty() || !(seconds > 0)) {
            throw new VavlException(
                    table + ": clip " + key + " has " + clip.size()
                            + " rows; name their frame rate, such as table:FILE,frameRate=30, or give them a column 'time' in seconds");
        }
        return frames / seconds;
    }
}
