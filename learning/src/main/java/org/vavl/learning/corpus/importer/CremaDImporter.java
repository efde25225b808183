package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * CREMA-D (Cao et al. 2014): the root of its repository, with the labels that raters gave to voice and face together, to either alone, or
 * that actors were asked for, and where they are given the speaker-independent partitions of the paper; or those partitions' tables
 * alone, {@code label_consensus_N.csv}, with the share of raters who chose each emotion.
 */
final class CremaDImporter implements CorpusImporter {
    private static final String SOFT = "softLabels";
    private static final String LABELS = "labels";
    private static final String TIES = "ties";
    private static final String PARTITIONS = "partitions";
    private static final String INTENDED = "intended";
    private static final String EACH = "each";
    private static final String CONSENSUS = "consensus";
    private static final String KEEP = "keep";
    private static final String DROP = "drop";

    @Override
    public String name() {
        return "crema-d";
    }

    @Override
    public String description() {
        return "CREMA-D: its repository's root, with AudioWAV, VideoFlash and processedResults/tabulatedVotes.csv, or a folder of tables"
                + " label_consensus_N.csv; 6 emotions with their votes, partitions 1 to 5 where those tables are";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(
                LABELS,
                "what raters said of voice and face together, audio-visual (unless given), of voice or face alone, of each: of both for the"
                        + " clip, of either alone for its modality; what actors were asked for, intended, or what the tables label_consensus_N.csv say, consensus");
        options.put(
                SOFT,
                "true: the share of votes is learnt (unless given, of raters' votes); false: which emotion has the most (unless given,"
                        + " of the tables label_consensus_N.csv)");
        options.put(TIES, "clips on which raters are tied: keep (unless given) or drop");
        options.put(
                PARTITIONS,
                "the folder of the tables label_consensus_N.csv; unless given the root or its folder partitions");
        options.put(ClassMerge.OPTION, ClassMerge.HELP);
        return options;
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        ClassMerge merge = ClassMerge.of(options, CremaDNames.EMOTIONS);
        String labels = labels(source, options);
        List<PlannedClip> clips = new ArrayList<>();
        for (PlannedClip clip : clips(source, labels, options)) {
            merge.entry(clip.entry()).ifPresent(entry -> clips.add(new PlannedClip(entry, clip.keys(), clip.media())));
        }
        List<String> notes = new ArrayList<>(List.of("labels: " + labels));
        notes.addAll(merge.notes());
        if (options.choice(TIES, List.of(KEEP, DROP)).equals(DROP)) {
            int before = clips.size();
            clips.removeIf(clip -> CremaDNames.isTied(clip.entry().labels()));
            notes.add("clips on which raters were tied left out: " + (before - clips.size()));
        }
        return new ImportPlan(description(labels, merge, notes, options), clips);
    }

    private CorpusDescription description(String labels, ClassMerge merge, List<String> notes, ImportOptions options) {
        boolean soft = options.get(SOFT).isPresent()
                ? options.isSet(SOFT)
                : !labels.equals(CONSENSUS) && !labels.equals(INTENDED);
        return new CorpusDescription(
                name(),
                new Task.Classification(merge.classes(CremaDNames.EMOTIONS), soft),
                "Cao et al. 2014, CREMA-D: Crowd-Sourced Emotional Multimodal Actors Dataset, "
                        + "doi:10.1109/TAFFC.2014.2336244",
                "Open Database License 1.0",
                notes);
    }

    /** What the user asks for, or else the best that there is. */
    private static String labels(Path source, ImportOptions options) {
        List<String> known = new ArrayList<>(CremaDVotes.RATED);
        known.addAll(List.of(EACH, INTENDED, CONSENSUS));
        if (options.get(LABELS).isPresent() || Files.exists(CremaDVotes.table(source))) {
            return options.choice(LABELS, known);
        }
        if (Files.isRegularFile(source) || ConsensusTables.areIn(source)) {
            return CONSENSUS;
        }
        throw new VavlException(source + " has no " + CremaDVotes.TABLE + " with the raters' votes, and has no tables "
                + "label_consensus_N.csv: must be the root of CREMA-D's repository, or --option labels=intended takes what"
                + " the names of the recordings say");
    }

    private static List<PlannedClip> clips(Path source, String labels, ImportOptions options) {
        if (labels.equals(CONSENSUS)) {
            Path tables = options.get(PARTITIONS).map(Path::of).orElse(source);
            return ConsensusTables.read(tables, CremaDNames.EMOTIONS, CremaDNames::consensus).stream()
                    .map(clip -> new PlannedClip(clip.entry(), clip.keys(), CremaDMedia.of(source, clip.id())))
                    .toList();
        }
        Map<String, Map<String, Part>> partitions = partitions(source, options);
        CremaDActors actors = CremaDActors.read(source);
        List<PlannedClip> clips = new ArrayList<>();
        votes(source, labels).forEach((id, given) -> {
            ClipEntry entry = new ClipEntry(
                    id,
                    CremaDNames.actor(id),
                    given,
                    CremaDNames.traits(id, actors.traits(CremaDNames.actor(id))),
                    partitions.getOrDefault(id, Map.of()));
            clips.add(new PlannedClip(entry, CremaDMedia.names(id), CremaDMedia.of(source, id)));
        });
        return clips;
    }

    private static Map<String, Labels> votes(Path source, String labels) {
        return switch (labels) {
            case INTENDED -> CremaDVotes.intended(source);
            case EACH -> CremaDVotes.readEach(source);
            default -> CremaDVotes.read(source, labels);
        };
    }

    /** By clip and then by the partition's name; none where there are no tables. */
    private static Map<String, Map<String, Part>> partitions(Path source, ImportOptions options) {
        Optional<Path> named = options.get(PARTITIONS).map(Path::of);
        if (named.isEmpty() && !ConsensusTables.areIn(source)) {
            return Map.of();
        }
        Map<String, Map<String, Part>> partitions = new LinkedHashMap<>();
        ConsensusTables.read(named.orElse(source), CremaDNames.EMOTIONS, CremaDNames::consensus)
                .forEach(clip -> partitions.put(clip.id(), clip.entry().partitions()));
        return partitions;
    }
}
