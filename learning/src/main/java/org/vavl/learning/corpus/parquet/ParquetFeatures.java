package org.vavl.learning.corpus.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.NpyFile;

/**
 * One modality's features of a table in Parquet, by the recordings' names: a recording {@code s3a://calls/a/1.flac} is known by its path, its last parts (four at the most), such as
 * {@code a/1.flac}, and these without their ending, such as {@code 1}; whoever's path it is comes before those of whom it is a part. Of a recording's rows the one with the latest time of modification counts.
 *
 * <p>A table is read from its begin to its end, so the modality's rows are copied to temporary files first. May be used by several threads.
 */
public final class ParquetFeatures implements AutoCloseable {
    /** T·D of one row at the most: its values are objects for a moment. */
    static final int MOST_VALUES = 1 << 24;

    /** How many parts of a path can be a name. */
    private static final int MOST_PARTS = 4;

    private static final String NPY = ".npy";

    private final Path place;
    private final Path folder;
    private final Map<String, Found> byPath = new HashMap<>();
    private final Map<String, Found> byPart = new HashMap<>();

    /** What a key means: rows of one recording, or of several, so that it means none. */
    private static final class Found {
        private final FeatureFacts facts;
        private final @Nullable String other;
        private @Nullable Path values;

        Found(FeatureFacts facts, @Nullable String other) {
            this.facts = facts;
            this.other = other;
        }

        private boolean isOf(FeatureRow row) {
            return Objects.equals(row.path(), facts.path())
                    && Objects.equals(row.modified(), facts.modified())
                    && Objects.equals(row.modality(), facts.modality())
                    && Objects.equals(row.error(), facts.error());
        }
    }

    private ParquetFeatures(Path place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /**
     * Reads a table.
     *
     * @param place a file, or a folder of files
     * @param modality the name of the modality
     * @throws VavlException if the table cannot be read, or there is no room for temporary files
     */
    public static ParquetFeatures read(Path place, String modality) {
        ParquetTable table = ParquetTable.of(place);
        try {
            ParquetFeatures features = new ParquetFeatures(place, Files.createTempDirectory("vavl-parquet"));
            try {
                table.forEach(FeatureFacts.class, row -> features.find(row, modality));
                features.copy(table);
                return features;
            } catch (RuntimeException e) {
                features.close();
                throw e;
            }
        } catch (IOException e) {
            throw new VavlException("there is no room for a temporary folder: " + e.getMessage(), e);
        }
    }

    private void find(FeatureFacts row, String modality) {
        String path = row.path();
        if (path == null || !modality.equals(row.modality())) {
            return;
        }
        Found found = new Found(row, null);
        byPath.merge(path, found, ParquetFeatures::latest);
        names(path).forEach(name -> byPart.merge(name, found, ParquetFeatures::latest));
    }

    /** A recording's names besides its path: its last parts, with and without the ending. */
    static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        int begin = path.length();
        for (int parts = 0; parts < MOST_PARTS && begin > 0; parts++) {
            begin = path.lastIndexOf('/', begin - 1);
            String name = path.substring(begin + 1);
            names.add(name);
            int dot = name.lastIndexOf('.');
            if (dot > name.lastIndexOf('/') + 1) {
                names.add(name.substring(0, dot));
            }
        }
        return names;
    }

    private static Found latest(Found one, Found other) {
        if (!Objects.equals(one.facts.path(), other.facts.path())) {
            return new Found(one.facts, String.valueOf(other.facts.path()));
        }
        if (modified(other.facts) <= modified(one.facts)) {
            return one;
        }
        return one.other == null ? other : new Found(other.facts, one.other);
    }

    /** A row of what could not be read has no time, and counts least. */
    private static long modified(FeatureFacts facts) {
        Long modified = facts.modified();
        return modified == null ? Long.MIN_VALUE : modified;
    }

    private void copy(ParquetTable table) {
        Map<String, List<Found>> wanted = new HashMap<>();
        Set<Found> all = new HashSet<>(byPath.values()); // a recording has several names
        all.addAll(byPart.values());
        for (Found found : all) {
            if (found.other == null && found.facts.error() == null) {
                requireFew(found.facts);
                wanted.computeIfAbsent(String.valueOf(found.facts.path()), path -> new ArrayList<>())
                        .add(found);
            }
        }
        table.forEach(FeatureRow.class, row -> {
            for (Found found : wanted.getOrDefault(String.valueOf(row.path()), List.of())) {
                if (found.values == null && found.isOf(row)) {
                    found.values = write(found.facts, row);
                }
            }
        });
    }

    private static void requireFew(FeatureFacts facts) {
        Integer frames = facts.frames();
        Integer width = facts.width();
        if (frames == null || width == null || frames < 1 || width < 1 || (long) frames * width > MOST_VALUES) {
            throw new VavlException(facts.path() + " has features of " + frames + " frames of " + width
                    + " values, and must have 1 to " + MOST_VALUES + " values");
        }
    }

    private Path write(FeatureFacts facts, FeatureRow row) {
        int frames = Objects.requireNonNullElse(facts.frames(), 0);
        int width = Objects.requireNonNullElse(facts.width(), 0);
        List<@Nullable Float> values = row.values();
        List<@Nullable Boolean> valid = row.valid();
        if (values == null || valid == null || values.size() != frames * width || valid.size() != frames) {
            throw new VavlException(facts.path() + " has features of " + frames + " frames of " + width
                    + " values, and must have as many values, and of each frame whether it is valid");
        }
        BitSet validFrames = new BitSet();
        for (int t = 0; t < frames; t++) {
            validFrames.set(t, Boolean.TRUE.equals(valid.get(t)));
        }
        try {
            Path file = Files.createTempFile(folder, "features", NPY);
            NpyFile.write(
                    file,
                    frames,
                    width,
                    (begin, target) -> {
                        for (int i = 0; i < target.length; i++) {
                            target[i] = Objects.requireNonNullElse(values.get(begin * width + i), Float.NaN);
                        }
                    },
                    validFrames);
            return file;
        } catch (IOException e) {
            throw new VavlException("there is no room for a temporary file: " + e.getMessage(), e);
        }
    }

    /**
     * The features of a recording.
     *
     * @param key its path, its last parts, or these without their ending
     * @return empty if no recording is known by it
     * @throws VavlException if several are, or the row has an error
     */
    public Optional<FeatureSequence> features(String key) {
        Found found = byPath.containsKey(key) ? byPath.get(key) : byPart.get(key);
        if (found == null) {
            return Optional.empty();
        }
        FeatureFacts facts = found.facts;
        if (found.other != null) {
            throw new VavlException(place + ": '" + key + "' may be " + facts.path() + " or " + found.other
                    + ": the clip must be called by more of its path");
        }
        if (facts.error() != null) {
            throw new VavlException(facts.error());
        }
        Path values = found.values;
        Double frameRate = facts.frameRate();
        if (values == null || frameRate == null || facts.extractor() == null || facts.version() == null) {
            throw new VavlException(place + ": the row of " + facts.path()
                    + " must have a frame rate, an extractor, its version and values");
        }
        return Optional.of(NpyFile.read(
                values,
                frameRate,
                new ExtractorId(String.valueOf(facts.extractor()), String.valueOf(facts.version()))));
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.getLogger(ParquetFeatures.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} could not be removed: {1}", folder, e.getMessage());
        }
    }
}
