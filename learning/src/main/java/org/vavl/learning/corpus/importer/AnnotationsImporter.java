package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.NearestName;
import org.vavl.features.media.file.MediaFileNames;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.annotation.AnnotatedRecordings;
import org.vavl.learning.corpus.importer.annotation.LabelExport;
import org.vavl.learning.corpus.importer.annotation.SegmentClips;
import org.vavl.learning.corpus.importer.annotation.SegmentClips.SpeakerName;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * Long recordings of which segments were annotated, in ELAN's or Praat's files or in tables: a clip for each segment. ELAN's files are kept in the corpus,
 * so that labels can go back into them; see {@link LabelExport}.
 */
final class AnnotationsImporter implements CorpusImporter {
    /** Of classes: values that are more are what is said, and not how. */
    private static final int MOST_CLASSES = 100;

    private static final String TIERS = "tiers";
    private static final String CLASSES = "classes";
    private static final String MEDIA = "media";

    @Override
    public String name() {
        return "annotations";
    }

    @Override
    public String description() {
        return "annotated segments of long recordings: ELAN's .eaf, Praat's .TextGrid, or tables with the columns start, end and label, and recording, "
                + "annotator and speaker where there are several; of a file or of all in a folder";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("name", "the corpus's name; unless given the source's");
        options.put(
                TIERS,
                "the tiers that are taken, with commas, such as emotion; of several, what they say of the same segment are votes");
        options.put(
                "speaker",
                "participant (as the tier says; unless given, where all tiers say it), recording (unless given, else) or tier");
        options.put(CLASSES, "the classes in their order, with commas; unless given all that occur, sorted");
        options.put("softLabels", "true: the share of votes is learnt");
        options.put(ClassMerge.OPTION, ClassMerge.HELP);
        options.put(MEDIA, "a folder with the recordings, if they are not beside the annotations");
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
        List<Path> folders = options.get(MEDIA).map(Path::of).stream().toList();
        folders.stream().filter(folder -> !Files.isDirectory(folder)).forEach(folder -> {
            throw new VavlException("option media is " + folder + ", and must be a folder");
        });
        AnnotatedRecordings recordings = AnnotatedRecordings.read(source, new TreeSet<>(options.list(TIERS)), folders);
        SegmentClips segments = SegmentClips.of(recordings, speaker(recordings, options));
        List<PlannedClip> all = segments.clips(recordings.media());
        List<String> classes = classes(all, options.list(CLASSES));
        ClassMerge merge = ClassMerge.of(options, classes);
        List<PlannedClip> clips = new ArrayList<>();
        for (PlannedClip clip : all) {
            merge.entry(clip.entry())
                    .ifPresent(entry ->
                            clips.add(new PlannedClip(entry, clip.keys(), clip.media(), clip.copy(), clip.excerpt())));
        }
        CorpusDescription description = new CorpusDescription(
                options.get("name")
                        .orElse(MediaFileNames.stem(source.toAbsolutePath().normalize())),
                new Task.Classification(merge.classes(classes), options.isSet("softLabels")),
                options.get("source").orElse(""),
                options.get("licence").orElse(""),
                merge.notes());
        Map<String, Path> kept = new LinkedHashMap<>();
        recordings.elanFiles().forEach((recording, file) -> kept.put(LabelExport.path(recording), file));
        return new ImportPlan(description, clips)
                .warning(warnings(segments, recordings))
                .keeping(kept);
    }

    private static SpeakerName speaker(AnnotatedRecordings recordings, ImportOptions options) {
        boolean allSay =
                recordings.tiers().stream().noneMatch(tier -> tier.participant().isEmpty());
        String asked = options.choice(
                "speaker",
                allSay ? List.of("participant", "recording", "tier") : List.of("recording", "participant", "tier"));
        return switch (asked) {
            case "participant" -> SpeakerName.PARTICIPANT;
            case "tier" -> SpeakerName.TIER;
            default -> SpeakerName.RECORDING;
        };
    }

    private static List<String> classes(List<PlannedClip> clips, List<String> given) {
        Set<String> occurring = new TreeSet<>();
        clips.forEach(clip -> occurring.addAll(clip.entry().labels().classes().keySet()));
        for (String name : occurring) {
            if (!given.isEmpty() && !given.contains(name)) {
                throw new VavlException("the annotation '" + name + "' is not one of the option classes: "
                        + NearestName.hint(name, given));
            }
        }
        List<String> classes = given.isEmpty() ? List.copyOf(occurring) : given;
        if (classes.size() < 2 || classes.size() > MOST_CLASSES) {
            throw new VavlException("the annotations are of " + classes.size() + " classes"
                    + (classes.isEmpty() ? "" : ", such as '" + classes.get(0) + "'") + ", and must be of 2 to "
                    + MOST_CLASSES + ": --option tiers=NAME says which tiers are taken");
        }
        return classes;
    }

    private static List<String> warnings(SegmentClips segments, AnnotatedRecordings recordings) {
        List<String> warnings = new ArrayList<>(segments.warnings());
        List<String> without = recordings.media().entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!without.isEmpty()) {
            warnings.add(without.size() + " of " + recordings.media().size()
                    + " recordings are not beside their annotations, such as " + without.get(0)
                    + ": --option media=FOLDER says where they are");
        }
        return warnings;
    }
}
