package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.NearestName;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.folder.ClipTable;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ClipMedia;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * Any corpus, from a table of its clips with the columns of {@link ClipTable} and besides {@code media} (the clip's recording), or {@code
 * media:acoustic} and {@code media:visual} where sound and pictures are in different files, and {@code features:MODALITY} (a {@code .npy}
 * file), with {@code frameRate:MODALITY} where rates differ. Where paths lead, {@link TablePaths} says.
 */
final class ManifestImporter implements CorpusImporter {
    private static final String MEDIA = "media";
    private static final String MEDIA_OF = "media:";
    private static final String SPEAKERS = "speakers";
    private static final String UNKNOWN = "unknown";
    private static final String CLASSIFICATION = "classification";
    private static final String REGRESSION = "regression";

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String description() {
        return "any corpus: a table with the columns id, speaker, label or votes:CLASS, value:ATTRIBUTE, trait:NAME, "
                + "partition:NAME, media (or media:acoustic and media:visual), features:MODALITY (a .npy file), frameRate:MODALITY";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("name", "the corpus's name; unless given the table's");
        options.put("task", "classification or regression, where the table has labels for both");
        options.put("classes", "the classes in their order, with commas; unless given all that occur, sorted");
        options.put("softLabels", "true: the share of votes is learnt");
        options.put(ClassMerge.OPTION, ClassMerge.HELP);
        options.put("ranges", "the range of each attribute, such as arousal=1:5,valence=1:5");
        options.put("folder", "the folder that relative paths are looked for in if they are not beside the table");
        options.put(
                SPEAKERS, "named (unless given); unknown: a clip without a speaker is taken for a speaker of its own");
        options.put("frameRates", "frames per second of .npy features, such as acoustic=50,visual=25");
        options.put("extractors", "what made .npy features, such as acoustic=wav2vec2,visual=openface");
        options.put("source", "where the data come from");
        options.put("licence", "under which terms they may be used");
        return options;
    }

    @Override
    public boolean namesModalities() {
        return true;
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        List<ClipTable.Row> rows = ClipTable.read(
                source, Set.of(ClipTable.FEATURES, ClipTable.FRAME_RATE, MEDIA, MEDIA_OF), speakers(options));
        List<String> classes = classes(rows, options);
        ClassMerge merge = ClassMerge.of(options, classes);
        TablePaths paths = TablePaths.of(source, options);
        List<PlannedClip> clips = new ArrayList<>();
        for (ClipTable.Row row : rows) {
            ClipMedia media = media(row.cells(), paths);
            merge.entry(row.clip()).ifPresent(clip -> clips.add(new PlannedClip(clip, List.of(clip.id()), media)));
        }
        Map<String, FeatureSource> sources = sources(rows, paths, options);
        paths.requireSome();
        return new ImportPlan(
                new CorpusDescription(
                        options.get("name").orElse(ConsensusTables.stem(String.valueOf(source.getFileName()))),
                        task(rows, merge.classes(classes), options),
                        options.get("source").orElse(""),
                        options.get("licence").orElse(""),
                        merge.notes()),
                clips,
                sources,
                warnings(rows));
    }

    private static ClipTable.SpeakerRule speakers(ImportOptions options) {
        return options.choice(SPEAKERS, List.of("named", UNKNOWN)).equals(UNKNOWN)
                ? ClipTable.SpeakerRule.own()
                : ClipTable.SpeakerRule.named("; --option " + SPEAKERS + "=" + UNKNOWN
                        + " takes each clip without a speaker for a speaker of its own");
    }

    private static List<String> warnings(List<ClipTable.Row> rows) {
        long unknown = rows.stream()
                .filter(row -> row.clip().speaker().equals(row.clip().id()))
                .count();
        return unknown == 0 ? List.of() : List.of(unknownSpeakers(unknown, rows.size()));
    }

    /** What those should know who have clips of which nobody knows who speaks. */
    static String unknownSpeakers(long unknown, int clips) {
        return unknown + " of " + clips
                + " clips are each taken for a speaker of their own: parts may share voices, so that results are"
                + " not those for new speakers";
    }

    private static ClipMedia media(CsvRow row, TablePaths paths) {
        List<Path> any = row.cell(MEDIA)
                .map(path -> List.of(paths.find(row, MEDIA, path)))
                .orElse(List.of());
        return new ClipMedia(media(row, paths, Modality.ACOUSTIC, any), media(row, paths, Modality.VISUAL, any));
    }

    private static List<Path> media(CsvRow row, TablePaths paths, String modality, List<Path> otherwise) {
        String column = MEDIA_OF + modality;
        return row.cell(column)
                .map(path -> List.of(paths.find(row, column, path)))
                .orElse(otherwise);
    }

    private static List<String> classes(List<ClipTable.Row> rows, ImportOptions options) {
        Set<String> occurring = new TreeSet<>();
        rows.forEach(row -> occurring.addAll(row.clip().labels().classes().keySet()));
        List<String> given = options.list("classes");
        for (ClipTable.Row row : rows) {
            for (String name : row.clip().labels().classes().keySet()) {
                if (!given.isEmpty() && !given.contains(name)) {
                    throw row.cells()
                            .error("class '" + name + "' is not one of the option classes: "
                                    + NearestName.hint(name, given));
                }
            }
        }
        return given.isEmpty() ? List.copyOf(occurring) : given;
    }

    private static Task task(List<ClipTable.Row> rows, List<String> classes, ImportOptions options) {
        Set<String> attributes = new TreeSet<>();
        rows.forEach(row -> attributes.addAll(row.clip().labels().attributes().keySet()));
        if (classes.isEmpty() && attributes.isEmpty()) {
            throw new VavlException(
                    "the table has no labels: it needs a column 'label', columns 'votes:CLASS' or columns "
                            + "'value:ATTRIBUTE'");
        }
        String task = options.get("task").orElse(classes.isEmpty() ? REGRESSION : CLASSIFICATION);
        try {
            return switch (task) {
                case CLASSIFICATION -> new Task.Classification(classes, options.isSet("softLabels"));
                case REGRESSION -> regression(attributes, options);
                default ->
                    throw new VavlException("option task is '" + task + "', and must be classification or regression");
            };
        } catch (IllegalArgumentException e) {
            throw new VavlException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Task regression(Set<String> attributes, ImportOptions options) {
        Map<String, String> ranges = options.pairs("ranges");
        for (String name : ranges.keySet()) {
            if (!attributes.contains(name)) {
                throw new VavlException(
                        "option ranges names the attribute '" + name + "': " + NearestName.hint(name, attributes));
            }
        }
        List<Task.Attribute> list = new ArrayList<>();
        for (String name : ranges.isEmpty() ? attributes : new LinkedHashSet<>(ranges.keySet())) {
            String[] range = ranges.getOrDefault(name, "").split(":", -1);
            if (range.length != 2) {
                throw new VavlException("attribute " + name + " needs its range, such as ranges=" + name + "=1:5");
            }
            list.add(new Task.Attribute(name, number("ranges", range[0]), number("ranges", range[1])));
        }
        return new Task.Regression(list);
    }

    private static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new VavlException("option " + option + " has '" + text + "', and must have a number", e);
        }
    }

    private static Map<String, FeatureSource> sources(
            List<ClipTable.Row> rows, TablePaths paths, ImportOptions options) {
        Map<String, Map<String, Supplied>> files = new LinkedHashMap<>();
        Map<String, String> frameRates = options.pairs("frameRates");
        Map<String, String> extractors = options.pairs("extractors");
        for (ClipTable.Row row : rows) {
            for (String column : row.cells().cells().keySet()) {
                Optional<String> path = row.cells().cell(column);
                if (!column.startsWith(ClipTable.FEATURES) || path.isEmpty()) {
                    continue;
                }
                String modality = column.substring(ClipTable.FEATURES.length());
                double rate = row.cells()
                        .number(ClipTable.FRAME_RATE + modality)
                        .orElseGet(() -> number("frameRates", frameRates.getOrDefault(modality, "0")));
                if (!(rate > 0)) {
                    throw row.cells()
                            .error(modality + " features need their frame rate, above 0: a column frameRate:" + modality
                                    + " or the option frameRates=" + modality + "=50");
                }
                ExtractorId extractor = new ExtractorId(extractors.getOrDefault(modality, modality), "1");
                files.computeIfAbsent(modality, key -> new HashMap<>())
                        .put(
                                row.clip().id(),
                                new Supplied(paths.find(row.cells(), column, path.get()), rate, extractor));
            }
        }
        Map<String, FeatureSource> sources = new LinkedHashMap<>();
        files.forEach((modality, byClip) -> sources.put(
                modality, clip -> Optional.ofNullable(byClip.get(clip.id())).map(Supplied::read)));
        return sources;
    }

    /** A .npy file of one clip. */
    private record Supplied(Path file, double frameRate, ExtractorId extractor) {
        FeatureSequence read() {
            return NpyFile.read(file, frameRate, extractor);
        }
    }
}
