package org.vavl.learning.corpus.importer.mosei;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * Which part of CMU-MOSEI each video is in. The SDK has that in {@code cmu_mosei_std_folds.py}, of which the lists {@code
 * standard_train_fold}, {@code standard_valid_fold} and {@code standard_test_fold} are read as text; or it is in a table with the columns
 * {@code split} and {@code video}, or {@code segment} as {@link MoseiTable} has it.
 */
final class MoseiSplits {
    /** What such a file is called in a corpus's folder, the one that counts first. */
    private static final List<String> NAMES = List.of("splits.csv", "sentiment.csv", "cmu_mosei_std_folds.py");

    private static final String VIDEO = "video";
    private static final long LARGEST_SCRIPT = 1 << 24;
    private static final Pattern FOLD = Pattern.compile("standard_(train|valid|test)_fold\\s*=\\s*\\[([^\\[\\]]*+)\\]");
    private static final Pattern QUOTED = Pattern.compile("['\"]([^'\"\\\\\n]{1,255})['\"]");

    private MoseiSplits() {}

    /** The file in a folder or its folders, if there is one. */
    static Optional<Path> find(List<Path> files) {
        return NAMES.stream()
                .flatMap(name -> files.stream()
                        .filter(file -> String.valueOf(file.getFileName()).equals(name)))
                .findFirst();
    }

    /**
     * Reads a file.
     *
     * @return the part by the video
     * @throws VavlException if it has no parts, or a video in two
     */
    static Map<String, Part> read(Path file) {
        Map<String, Part> parts = String.valueOf(file.getFileName()).endsWith(".py") ? script(file) : table(file);
        if (parts.isEmpty()) {
            throw new VavlException(file + " names no videos");
        }
        return parts;
    }

    private static Map<String, Part> table(Path file) {
        Map<String, Part> parts = new LinkedHashMap<>();
        try (CsvReader reader = CsvReader.open(file)) {
            reader.requireColumn(MoseiTable.SPLIT);
            boolean namesVideos = reader.columns().contains(VIDEO);
            if (!namesVideos) {
                reader.requireColumn(MoseiTable.SEGMENT);
            }
            for (Optional<CsvRow> next = reader.next(); next.isPresent(); next = reader.next()) {
                CsvRow row = next.get();
                String video = namesVideos ? row.require(VIDEO) : MoseiTable.video(row);
                Part part = MoseiTable.part(row);
                if (parts.getOrDefault(video, part) != part) {
                    throw row.error("video " + video + " is in " + part + ", and before in " + parts.get(video)
                            + ": a video must be in one part");
                }
                parts.put(video, part);
            }
        }
        return parts;
    }

    private static Map<String, Part> script(Path file) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Matcher fold = FOLD.matcher(text(file));
        while (fold.find()) {
            Part part = Part.parse(fold.group(1));
            try (Stream<String> videos = QUOTED.matcher(fold.group(2)).results().map(result -> result.group(1))) {
                videos.forEach(video -> {
                    Part before = parts.putIfAbsent(video, part);
                    if (before != null && before != part) {
                        throw new VavlException(file + ": video " + video + " is in " + before + " and in " + part
                                + ", and must be in one part");
                    }
                });
            }
        }
        return parts;
    }

    private static String text(Path file) {
        InputFile.require(file);
        try {
            if (Files.size(file) > LARGEST_SCRIPT) {
                throw new VavlException(
                        file + " has " + Files.size(file) + " bytes, and at most " + LARGEST_SCRIPT + " are read");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }
}
