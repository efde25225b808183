package org.vavl.learning.corpus.importer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.improv.MspImprovEvaluation;
import org.vavl.learning.corpus.importer.improv.MspImprovEvaluation.Turn;
import org.vavl.learning.corpus.importer.improv.MspImprovMedia;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.Named;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * MSP-IMPROV (Busso et al. 2017), as its authors publish it: a folder with {@link MspImprovEvaluation} and the recordings in {@code
 * session1} and so on; or the partitions of the paper alone, tables {@code labels_consensus_N.csv}; or both. Activation runs from excited
 * to calm; so arousal is 6 minus activation. Numbers of speakers are used twice, once for a woman and once for a man; speakers are named
 * as in the clips' names, such as {@code F02}.
 */
final class MspImprovImporter implements CorpusImporter {
    private static final double TURN = 6;
    private static final double SAME_RATING = 0.01;
    private static final int BATCH_SIZE = 16; // the paper's, section 4.3
    private static final String PARTITIONS = "partitions";
    private static final String ACTIVATION = "EmoAct";
    private static final String VALENCE = "EmoVal";
    private static final String DOMINANCE = "EmoDom";
    private static final Pattern NAME = Pattern.compile("MSP-IMPROV-([^-]+)-(([FM])0[1-6])-([A-Z])-([^-.]+)");
    private static final Map<String, String> GENDERS = Map.of("F", "female", "M", "male");
    private static final Task.Regression TASK = new Task.Regression(List.of(
            new Task.Attribute("arousal", 1, 5),
            new Task.Attribute("valence", 1, 5),
            new Task.Attribute("dominance", 1, 5)));

    @Override
    public String name() {
        return "msp-improv";
    }

    @Override
    public String description() {
        return "MSP-IMPROV: its folder, with Evalution.txt and session1 to session6; arousal, valence, dominance;"
                + " partitions 1 to 5 where tables labels_consensus_N.csv are there, which will do alone, too";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                PARTITIONS,
                "the folder of the tables labels_consensus_N.csv (unless given: the corpus's folder, or its folder"
                        + " partitions)");
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        boolean isFile = Files.isRegularFile(source);
        Optional<Path> evaluation = isFile && MspImprovEvaluation.NAMES.contains(String.valueOf(source.getFileName()))
                ? Optional.of(source)
                : MspImprovEvaluation.find(source);
        Optional<Path> given = options.get(PARTITIONS).map(Path::of);
        if (evaluation.isEmpty()) {
            if (!isFile && given.isEmpty() && !hasTables(source)) {
                throw new VavlException(source + " has neither " + String.join(" nor ", MspImprovEvaluation.NAMES)
                        + " nor tables labels_consensus_N.csv, and must be the folder with one of them");
            }
            return plan(tables(given.orElse(source)), List.of());
        }
        Path folder = isFile ? source.toAbsolutePath().resolveSibling("") : source;
        Optional<Path> partitions = given.isEmpty() && hasTables(folder) ? Optional.of(folder) : given;
        return rated(
                evaluation.get(),
                new MspImprovMedia(folder),
                partitions.map(MspImprovImporter::tables).orElse(List.of()));
    }

    private ImportPlan plan(List<PlannedClip> clips, List<String> notes) {
        List<String> all = new ArrayList<>(List.of("arousal = 6 - EmoAct, which runs from excited to calm"));
        all.addAll(notes);
        return new ImportPlan(
                new CorpusDescription(
                        name(),
                        TASK,
                        "Busso et al. 2017, MSP-IMPROV: An Acted Corpus of Dyadic Interactions to Study Emotion "
                                + "Perception, doi:10.1109/TAFFC.2016.2515617",
                        "academic licence of the MSP laboratory",
                        all,
                        OptionalInt.of(BATCH_SIZE)),
                clips,
                Map.of(),
                notes);
    }

    private static List<PlannedClip> tables(Path folder) {
        return ConsensusTables.read(folder, List.of(ACTIVATION, VALENCE, DOMINANCE), MspImprovImporter::clip);
    }

    private static boolean hasTables(Path folder) {
        Path below = folder.resolve(PARTITIONS);
        try (DirectoryStream<Path> tables =
                Files.newDirectoryStream(Files.isDirectory(below) ? below : folder, "label{,s}_consensus_*.csv")) {
            return tables.iterator().hasNext();
        } catch (IOException e) {
            return false; // nothing there, which the caller says in its own words
        }
    }

    /** The turns of the ratings, each with its parts in the partitions that have it. */
    private ImportPlan rated(Path evaluation, MspImprovMedia media, List<PlannedClip> tables) {
        Map<String, Turn> turns = MspImprovEvaluation.read(evaluation);
        Map<String, ClipEntry> inTables = new HashMap<>();
        tables.forEach(clip -> inTables.put(clip.id(), clip.entry()));
        List<PlannedClip> clips = new ArrayList<>();
        List<String> incomplete = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Turn turn : turns.values()) {
            ClipEntry entry = entry(evaluation, turn);
            ClipEntry known = inTables.get(turn.id());
            if (entry.labels().attributes().size() < TASK.outputs()) {
                incomplete.add(turn.id());
            }
            if (known != null && differ(entry.labels(), known.labels())) {
                others.add(turn.id());
            }
            ClipEntry whole = known == null
                    ? entry
                    : new ClipEntry(entry.id(), entry.speaker(), entry.labels(), entry.traits(), known.partitions());
            String rated = "UTD" + turn.id().substring("MSP".length());
            clips.add(new PlannedClip(whole, List.of(turn.id(), turn.id() + ".wav", rated), media.of(turn.id())));
        }
        List<String> notes = new ArrayList<>();
        note(notes, incomplete, "turns have no mean of arousal, valence or dominance (NaN), and no label");
        note(
                notes,
                others,
                "turns have means in the tables of the partitions that differ by more than " + SAME_RATING
                        + " from those of " + evaluation.getFileName() + ", which are taken");
        note(notes, without(media.ids(), turns.keySet()), "recordings have no ratings, and are left out");
        if (!tables.isEmpty()) {
            note(notes, without(turns.keySet(), inTables.keySet()), "turns are in no partition");
            note(
                    notes,
                    without(inTables.keySet(), turns.keySet()),
                    "clips of the partitions have no ratings, and are left out");
        }
        return plan(clips, notes);
    }

    private static List<String> without(Iterable<String> ids, Set<String> others) {
        List<String> left = new ArrayList<>();
        ids.forEach(id -> {
            if (!others.contains(id)) {
                left.add(id);
            }
        });
        return left.stream().sorted().toList();
    }

    private static void note(List<String> notes, List<String> ids, String what) {
        if (!ids.isEmpty()) {
            notes.add(Named.some(ids, what));
        }
    }

    private static boolean differ(Labels labels, Labels others) {
        return labels.attributes().entrySet().stream()
                .anyMatch(entry ->
                        Math.abs(entry.getValue() - others.attributes().getOrDefault(entry.getKey(), entry.getValue()))
                                > SAME_RATING);
    }

    private static ClipEntry entry(Path file, Turn turn) {
        Matcher name = NAME.matcher(turn.id());
        if (!name.matches()) {
            throw MspImprovEvaluation.error(
                    file, turn.line(), "turn " + turn.id() + " must be named such as MSP-IMPROV-S01A-F02-R-FF01");
        }
        Map<String, Double> attributes = new LinkedHashMap<>();
        turn.activation().ifPresent(activation -> attributes.put("arousal", arousal(activation)));
        turn.valence().ifPresent(valence -> attributes.put("valence", valence));
        turn.dominance().ifPresent(dominance -> attributes.put("dominance", dominance));
        Map<String, String> traits = new HashMap<>(traits(name));
        traits.put("emotion", turn.emotion());
        return new ClipEntry(turn.id(), name.group(2), new Labels(Map.of(), attributes), traits, Map.of());
    }

    /** Rounded, since the difference of two decimals is not always one. */
    private static double arousal(double activation) {
        return Math.rint((TURN - activation) * 1e9) / 1e9;
    }

    private static Map<String, String> traits(Matcher name) {
        return Map.of(
                Clip.GENDER,
                GENDERS.getOrDefault(name.group(3), "unknown"),
                "sentence",
                name.group(1),
                "scenario",
                name.group(4));
    }

    private static ClipEntry clip(CsvRow row) {
        String id = ConsensusTables.stem(row.require(ConsensusTables.FILE));
        Matcher name = NAME.matcher(id);
        if (!name.matches()) {
            throw row.error("clip " + id + " must be named as MSP-IMPROV's are, such as MSP-IMPROV-S01A-F02-R-FF01");
        }
        return new ClipEntry(
                id,
                name.group(2),
                new Labels(
                        Map.of(),
                        Map.of(
                                "arousal", arousal(rating(row, ACTIVATION)),
                                "valence", rating(row, VALENCE),
                                "dominance", rating(row, DOMINANCE))),
                Map.of(
                        Clip.GENDER,
                        row.require(ConsensusTables.GENDER).toLowerCase(Locale.ROOT),
                        "sentence",
                        name.group(1),
                        "scenario",
                        name.group(4)),
                Map.of());
    }

    private static double rating(CsvRow row, String column) {
        double rating = row.number(column).orElseThrow(() -> row.error(column + " is empty, and must not be"));
        if (rating < 1 || rating > 5) {
            throw row.error(column + " is " + rating + ", and must be from 1 to 5");
        }
        return rating;
    }
}
