package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ClipMedia;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * Recordings that lie in a folder for each class: {@code ROOT/CLASS/…/NAME.wav}. Where the folders in the root are all called as parts are,
 * {@code train}, {@code test} and the like, they are the parts of a partition, and the classes are the folders in them. Sound and video of
 * the same path but for the ending are one clip, whose id is that path.
 */
final class FoldersImporter implements CorpusImporter {
    private static final String PARTITION = "folders";

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public String description() {
        return "any corpus: a folder of recordings for each class, or train, development and test with such folders";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("name", "the corpus's name; unless given the folder's");
        options.put(SpeakerPattern.OPTION, SpeakerPattern.HELP);
        options.put(ClassMerge.OPTION, ClassMerge.HELP);
        options.put("source", "where the data come from");
        options.put("licence", "under which terms they may be used");
        return options;
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        RecordingFolder folder = RecordingFolder.read(source);
        SpeakerPattern speakers = SpeakerPattern.of(options);
        boolean isParted = folder.isParted();
        List<RecordingFolder.Recording> recordings = folder.recordings().stream()
                .filter(recording -> recording.folders().size() > (isParted ? 1 : 0))
                .toList();
        List<String> classes = List.copyOf(new TreeSet<>(recordings.stream()
                .map(recording -> recording.folders().get(isParted ? 1 : 0))
                .toList()));
        if (classes.size() < 2) {
            throw new VavlException(source + " has recordings of the classes " + classes
                    + ", and must have a folder of recordings for each of two classes at least");
        }
        ClassMerge merge = ClassMerge.of(options, classes);
        List<PlannedClip> clips = new ArrayList<>();
        for (RecordingFolder.Recording recording : recordings) {
            Labels labels = Labels.ofClass(recording.folders().get(isParted ? 1 : 0));
            Map<String, Part> partition =
                    isParted ? Map.of(PARTITION, Part.parse(recording.folders().get(0))) : Map.of();
            ClipEntry entry = new ClipEntry(recording.id(), speakers.speaker(recording), labels, Map.of(), partition);
            merge.entry(entry)
                    .ifPresent(kept -> clips.add(new PlannedClip(
                            kept, folder.keys(recording), new ClipMedia(recording.sound(), recording.pictures()))));
        }
        return new ImportPlan(
                        new CorpusDescription(
                                options.get("name").orElse(folder.name()),
                                new Task.Classification(merge.classes(classes), false),
                                options.get("source").orElse(""),
                                options.get("licence").orElse(""),
                                merge.notes()),
                        clips)
                .warning(warnings(folder, recordings, speakers));
    }

    private static List<String> warnings(
            RecordingFolder folder, List<RecordingFolder.Recording> recordings, SpeakerPattern speakers) {
        List<String> warnings = new ArrayList<>();
        int outside = folder.recordings().size() - recordings.size();
        if (outside > 0) {
            warnings.add(outside + " recordings are left out, since they lie in no folder of a class");
        }
        if (!speakers.isGiven()) {
            warnings.add(ManifestImporter.unknownSpeakers(recordings.size(), recordings.size()) + "; --option "
                    + SpeakerPattern.OPTION + "=PATTERN takes the speaker from each file's name");
        }
        return warnings;
    }
}
