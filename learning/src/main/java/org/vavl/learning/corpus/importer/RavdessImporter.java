package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.core.file.FolderFiles;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ClipMedia;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * RAVDESS (Livingstone and Russo 2018): a folder of media whose names say everything, such as
 * {@code 03-01-06-01-02-01-12.wav}: kind of recording (01 with picture and sound, 02 picture, 03 sound), channel (01 speech, 02
 * song), emotion, intensity, statement, repetition and actor. Recordings of the same performance are one clip, whose id leaves out
 * the kind: {@code 01-06-01-02-01-12}. Its sound is taken from 03 or else 01, its pictures from 01 or else 02. Sources of features may
 * know it by its id or by any of the files' names.
 */
final class RavdessImporter implements CorpusImporter {
    private static final Pattern NAME =
            Pattern.compile("(0[1-3])-((0[12])-(0[1-8])-(0[12])-(0[12])-(0[12])-([0-9]{2}))\\.[A-Za-z0-9]{1,5}");
    private static final List<String> EMOTIONS =
            List.of("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised");
    private static final String SOUND = "03";
    private static final String BOTH = "01";
    private static final String PICTURE = "02";
    private static final String CHANNEL = "channel";

    @Override
    public String name() {
        return "ravdess";
    }

    @Override
    public String description() {
        return "RAVDESS: a folder of its media, sound, videos or both; 8 emotions, actors as speakers";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(ClassMerge.OPTION, ClassMerge.HELP, CHANNEL, "speech (unless given), song or both");
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        ClassMerge merge = ClassMerge.of(options, EMOTIONS);
        Map<String, ClipEntry> entries = new TreeMap<>();
        Map<String, TreeMap<String, Path>> files = new TreeMap<>();
        boolean named = false;
        for (Path file : FolderFiles.of(source)) {
            Matcher parts = NAME.matcher(String.valueOf(file.getFileName()));
            if (parts.matches() && isWanted(parts.group(3), options)) {
                named = true;
                String id = parts.group(2);
                merge.entry(entry(parts)).ifPresent(entry -> {
                    entries.putIfAbsent(id, entry);
                    files.computeIfAbsent(id, key -> new TreeMap<>()).putIfAbsent(parts.group(1), file);
                });
            }
        }
        if (!named) {
            throw new VavlException(source + " has no files with names of RAVDESS, such as 03-01-06-01-02-01-12.wav");
        }
        List<PlannedClip> clips = new ArrayList<>();
        entries.forEach((id, entry) -> clips.add(clip(entry, files.getOrDefault(id, new TreeMap<>()))));
        return new ImportPlan(
                new CorpusDescription(
                        name(),
                        new Task.Classification(merge.classes(EMOTIONS), false),
                        "Livingstone and Russo 2018, The Ryerson Audio-Visual Database of Emotional Speech and Song, "
                                + "doi:10.1371/journal.pone.0196391",
                        "CC BY-NC-SA 4.0",
                        merge.notes()),
                clips);
    }

    /** Whether a file's name without ending is one of RAVDESS's. */
    static boolean isName(String stem) {
        return NAME.matcher(stem + ".wav").matches();
    }

    private static boolean isWanted(String channel, ImportOptions options) {
        return switch (options.get(CHANNEL).orElse("speech")) {
            case "speech" -> channel.equals("01");
            case "song" -> channel.equals("02");
            case "both" -> true;
            default ->
                throw new VavlException("option channel is '"
                        + options.get(CHANNEL).orElse("") + "', and must be speech, song or both");
        };
    }

    /** Tables of features may know a clip by the name of any of its files, whichever there are here. */
    private static PlannedClip clip(ClipEntry entry, Map<String, Path> files) {
        List<String> keys = new ArrayList<>(List.of(entry.id()));
        List.of(SOUND, BOTH, PICTURE).forEach(kind -> keys.add(kind + "-" + entry.id()));
        return new PlannedClip(entry, keys, new ClipMedia(present(files, SOUND, BOTH), present(files, BOTH, PICTURE)));
    }

    private static List<Path> present(Map<String, Path> files, String... kinds) {
        return Stream.of(kinds).filter(files::containsKey).map(files::get).toList();
    }

    private static ClipEntry entry(Matcher parts) {
        String actor = parts.group(8);
        return new ClipEntry(
                parts.group(2),
                "actor" + actor,
                Labels.ofClass(EMOTIONS.get(Integer.parseInt(parts.group(4)) - 1)),
                Map.of(
                        Clip.GENDER,
                        Integer.parseInt(actor) % 2 == 1 ? "male" : "female",
                        CHANNEL,
                        parts.group(3).equals("01") ? "speech" : "song",
                        "intensity",
                        parts.group(5).equals("01") ? "normal" : "strong",
                        "statement",
                        parts.group(6).equals("01") ? "kids" : "dogs",
                        "repetition",
                        parts.group(7).substring(1)),
                Map.of());
    }
}
