package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PictureArchive;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * FER2013's pictures with the votes of FER+ (Barsoum et al. 2016): for each of the parts {@code train}, {@code valid} and {@code test} that
 * are there a table {@code PART.csv} with the votes of ten raters and an archive {@code PART.npz} with the pictures, in the same order.
 *
 * <p>A picture that most raters found to be none of the eight expressions, or no face, is left out; so is one on which the most votes are
 * tied, outside of the training set. Where there is no test set, the partition {@code valid-as-test} has the validation part in its
 * place, and a tenth of the training set for development. Parts that are not there are left out.
 */
final class FerPlusImporter implements CorpusImporter {
    private static final Map<String, String> EMOTIONS = emotions();
    private static final List<String> NEITHER = List.of("unknown", "NF");
    private static final List<String> PARTS = List.of("train", "valid", "test");
    private static final String PUBLISHED = "published";
    private static final String VALID_AS_TEST = "valid-as-test";
    private static final int DEVELOPMENT_EVERY = 10;

    /** Our names by the columns'. */
    private static Map<String, String> emotions() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("neutral", "neutral");
        names.put("happiness", "happy");
        names.put("surprise", "surprised");
        names.put("sadness", "sad");
        names.put("anger", "angry");
        names.put("disgust", "disgust");
        names.put("fear", "fearful");
        names.put("contempt", "contempt");
        return Collections.unmodifiableMap(names);
    }

    @Override
    public String name() {
        return "ferplus";
    }

    @Override
    public String description() {
        return "FER2013 with the votes of FER+: a folder of train.csv, train.npz, valid.csv and so on; 8 expressions with their"
                + " votes, face images as frames of the visual modality";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(ClassMerge.OPTION, ClassMerge.HELP);
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        ClassMerge merge = ClassMerge.of(options, List.copyOf(EMOTIONS.values()));
        boolean tested = Files.exists(source.resolve("test.csv"));
        List<PlannedClip> clips = new ArrayList<>();
        Map<String, PictureArchive> archives = new LinkedHashMap<>();
        for (String part : PARTS) {
            if (Files.exists(source.resolve(part + ".csv"))) {
                PictureArchive archive = PictureArchive.read(source.resolve(part + ".npz"));
                archives.put(part, archive);
                clips.addAll(clips(source.resolve(part + ".csv"), archive, new Reading(part, tested, merge)));
            }
        }
        if (archives.isEmpty()) {
            throw new VavlException(source + " has none of the tables train.csv, valid.csv and test.csv of FER+");
        }
        return new ImportPlan(
                new CorpusDescription(
                        name(),
                        new Task.Classification(merge.classes(List.copyOf(EMOTIONS.values())), true),
                        "Goodfellow et al. 2013, Challenges in Representation Learning, doi:10.1016/j.neunet.2014.09.005; "
                                + "Barsoum et al. 2016, doi:10.1145/2993148.2993165",
                        "labels MIT; pictures of a public challenge, for research",
                        merge.notes()),
                clips,
                Map.of(Modality.VISUAL, clip -> picture(archives, clip.keys().get(0))));
    }

    /** How a part is read. */
    private record Reading(String part, boolean tested, ClassMerge merge) {}

    private static List<PlannedClip> clips(Path table, PictureArchive archive, Reading reading) {
        List<CsvRow> rows = CsvReader.rows(table);
        if (rows.size() != archive.pictures()) {
            throw new VavlException(table + " has " + rows.size()
                    + " rows, and must have as many as there are pictures, " + archive.pictures());
        }
        List<PlannedClip> clips = new ArrayList<>();
        for (int number = 0; number < rows.size(); number++) {
            CsvRow row = rows.get(number);
            if (isExpression(row, reading.part().equals("train"))) {
                List<String> keys = List.of(reading.part() + ":" + number);
                reading.merge()
                        .entry(entry(row, number, reading))
                        .ifPresent(entry -> clips.add(new PlannedClip(entry, keys)));
            }
        }
        return clips;
    }

    private static boolean isExpression(CsvRow row, boolean tiesCount) {
        double most = EMOTIONS.keySet().stream()
                .mapToDouble(emotion -> votes(row, emotion))
                .max()
                .orElseThrow();
        double neither =
                NEITHER.stream().mapToDouble(column -> votes(row, column)).max().orElseThrow();
        long tied = EMOTIONS.keySet().stream()
                .filter(emotion -> votes(row, emotion) == most)
                .count();
        return most > 0 && most > neither && (tiesCount || tied == 1);
    }

    private static double votes(CsvRow row, String column) {
        double votes = row.number(column).orElseThrow(() -> row.error(column + " is empty, and must not be"));
        if (!(votes >= 0)) {
            throw row.error(column + " is " + votes + ", and must be 0 or more");
        }
        return votes;
    }

    private static ClipEntry entry(CsvRow row, int number, Reading reading) {
        Map<String, Double> votes = new LinkedHashMap<>();
        EMOTIONS.forEach((column, emotion) -> votes.put(emotion, votes(row, column)));
        String id = ConsensusTables.stem(row.require("image"));
        return new ClipEntry(id, id, new Labels(votes, Map.of()), Map.of(), partitions(reading, number));
    }

    private static Map<String, Part> partitions(Reading reading, int number) {
        if (reading.tested()) {
            return Map.of(
                    PUBLISHED,
                    switch (reading.part()) {
                        case "train" -> Part.TRAIN;
                        case "valid" -> Part.DEVELOPMENT;
                        default -> Part.TEST;
                    });
        }
        boolean held = number % DEVELOPMENT_EVERY == DEVELOPMENT_EVERY - 1;
        return Map.of(VALID_AS_TEST, reading.part().equals("valid") ? Part.TEST : held ? Part.DEVELOPMENT : Part.TRAIN);
    }

    private static Optional<FeatureSequence> picture(Map<String, PictureArchive> archives, String key) {
        String[] partAndNumber = key.split(":", -1);
        return Optional.ofNullable(archives.get(partAndNumber[0]))
                .map(archive -> archive.picture(Integer.parseInt(partAndNumber[1])));
    }
}
