package org.vavl.learning.agreement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderFiles;
import org.vavl.learning.annotation.AnnotationFiles;
import org.vavl.learning.annotation.AnnotationTier;
import org.vavl.learning.corpus.table.CsvReader;

/**
 * Reads what annotators and models said. A source is a file or a folder of files; each is one annotator's, unless a table names annotators in a column
 * or there is but one source: then each of its tiers is an annotator's.
 *
 * <ul>
 *   <li>Tables of clips: {@code clip} or {@code id}, and {@code label}, or {@code answer}, as in {@code predictions.csv} of {@code vavl evaluate}, or a
 *       column for the attribute ({@code NAME}, {@code value:NAME} or {@code answer.NAME}).
 *   <li>Files of annotations over time, as {@link AnnotationFiles} reads them, the tables of {@code vavl predict --format csv} among them.
 * </ul>
 *
 * @param tiers the names of those that are taken; none for all
 * @param attribute whose values are compared; empty where classes are
 * @param stepSeconds how long the stretches are in which annotations over time are compared that do not have the same segments
 */
public record RatingSources(List<String> tiers, String attribute, double stepSeconds) {
    /** The usual length of a stretch, in seconds. */
    public static final double USUAL_STEP = 0.1;

    /** Copies the list and checks the step. */
    public RatingSources {
        tiers = List.copyOf(tiers);
        if (!(stepSeconds >= 0.001 && stepSeconds <= 60)) {
            throw new VavlException("the step is " + stepSeconds + " s, and must be from 0.001 to 60 s");
        }
    }

    /**
     * Reads them.
     *
     * @param sources files and folders by the name of the annotator
     * @throws VavlException if one cannot be read, some are of clips and others over time, or nothing can be compared
     */
    public Ratings read(Map<String, Path> sources) {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        sources.forEach((annotator, source) -> files.put(annotator, files(source)));
        List<Path> all = files.values().stream().flatMap(List::stream).toList();
        List<Path> ofClips = all.stream().filter(RatingSources::isTableOfClips).toList();
        if (ofClips.size() == all.size()) {
            ClipRatings clips = new ClipRatings(attribute);
            files.forEach((annotator, own) -> own.forEach(file -> clips.add(annotator, file)));
            return clips.ratings();
        }
        if (!ofClips.isEmpty()) {
            throw new VavlException(ofClips.get(0)
                    + ": is a table of clips, and the others are annotations over time: both cannot be compared");
        }
        return overTime(files);
    }

    private static List<Path> files(Path source) {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        List<Path> files =
                FolderFiles.of(source).stream().filter(AnnotationFiles::isOne).toList();
        if (files.isEmpty()) {
            throw new VavlException(source + ": has no files of annotations (.eaf, .TextGrid, .csv)");
        }
        return files;
    }

    private static boolean isTableOfClips(Path file) {
        if (!AnnotationFiles.isTable(file)) {
            return false;
        }
        try (CsvReader reader = CsvReader.open(file)) {
            return !reader.columns().contains("end");
        }
    }

    private Ratings overTime(Map<String, List<Path>> files) {
        TimeRatings time = new TimeRatings(attribute, stepSeconds);
        boolean isAlone = files.size() == 1;
        files.forEach((annotator, own) -> {
            for (Path file : own) {
                for (AnnotationTier tier : chosen(file)) {
                    // a file alone is of the same recording as the other annotators', whatever it is called
                    String recording = own.size() == 1 && !isAlone && named(file) ? "recording" : tier.recording();
                    boolean isNamed = isAlone || AnnotationFiles.isTable(file);
                    time.add(isNamed && !tier.name().isEmpty() ? tier.name() : annotator, recording, file, tier);
                }
            }
        });
        return time.ratings();
    }

    /** Whether a file's recording is known by the file's name alone. */
    private static boolean named(Path file) {
        if (!AnnotationFiles.isTable(file)) {
            return true;
        }
        try (CsvReader reader = CsvReader.open(file)) {
            return reader.columns().stream().noneMatch(List.of("recording", "clip")::contains);
        }
    }

    private List<AnnotationTier> chosen(Path file) {
        List<AnnotationTier> all = AnnotationFiles.read(file);
        List<AnnotationTier> chosen = new ArrayList<>(all.stream()
                .filter(tier -> tiers.isEmpty() || tiers.contains(tier.name()))
                .toList());
        if (chosen.isEmpty()) {
            throw new VavlException(file + ": has no annotations"
                    + (tiers.isEmpty()
                            ? ""
                            : " in the tiers " + tiers + "; it has "
                                    + all.stream().map(AnnotationTier::name).toList()));
        }
        return chosen;
    }
}
