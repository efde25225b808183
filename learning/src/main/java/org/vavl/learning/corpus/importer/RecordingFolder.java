package org.vavl.learning.corpus.importer;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderFiles;
import org.vavl.features.media.file.MediaFileNames;
import org.vavl.learning.corpus.Part;

/**
 * The recordings in a folder and in those in it, each with all its files: sound and video of the same name are one recording. In a folder
 * without recordings, still pictures are taken for them.
 */
final class RecordingFolder {
    private final Path root;
    private final List<Recording> recordings;
    private final Map<String, Integer> timesNamed = new HashMap<>();

    private RecordingFolder(Path root, List<Recording> recordings) {
        this.root = root;
        this.recordings = recordings;
        recordings.forEach(recording -> timesNamed.merge(recording.name(), 1, Integer::sum));
    }

    /**
     * A recording.
     *
     * @param id the path in the folder without ending, with slashes
     * @param path the same of its first file, with ending
     * @param files all of them
     */
    record Recording(String id, String path, List<Path> files) {
        /** The folders that it is in, the outermost first. */
        List<String> folders() {
            List<String> parts = List.of(id.split("/", -1));
            return parts.subList(0, parts.size() - 1);
        }

        /** The file's name without ending. */
        String name() {
            return id.substring(id.lastIndexOf('/') + 1);
        }

        /** Files of sound before videos. */
        List<Path> sound() {
            return files.stream()
                    .filter(MediaFileNames::isRecording)
                    .sorted(Comparator.comparing(MediaFileNames::isVideo))
                    .toList();
        }

        /** Videos or pictures. */
        List<Path> pictures() {
            return files.stream().filter(file -> !MediaFileNames.isSound(file)).toList();
        }
    }

    /** @throws VavlException if it is no folder or has no recordings */
    static RecordingFolder read(Path root) {
        List<Path> all = FolderFiles.of(root);
        List<Path> files = all.stream().filter(MediaFileNames::isRecording).toList();
        if (files.isEmpty()) {
            files = all.stream().filter(MediaFileNames::isPicture).toList();
        }
        if (files.isEmpty()) {
            throw new VavlException(
                    root + " has no file with an ending of sound, video or a picture, such as .wav, .mp4 or .png");
        }
        Map<String, List<Path>> byId = new TreeMap<>();
        for (Path file : files) {
            Path relative = root.relativize(file);
            String id = slashes(relative.resolveSibling(MediaFileNames.stem(relative)));
            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(file);
        }
        List<Recording> recordings = new ArrayList<>();
        byId.forEach((id, ofOne) ->
                recordings.add(new Recording(id, slashes(root.relativize(ofOne.get(0))), List.copyOf(ofOne))));
        return new RecordingFolder(root, List.copyOf(recordings));
    }

    private static String slashes(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    List<Recording> recordings() {
        return recordings;
    }

    /** The folder's name. */
    String name() {
        Path name = root.toAbsolutePath().normalize().getFileName();
        return name == null ? "recordings" : name.toString();
    }

    /** Whether all folders in this one are called as parts of a partition are. */
    boolean isParted() {
        List<String> outermost = recordings.stream()
                .filter(recording -> !recording.folders().isEmpty())
                .map(recording -> recording.folders().get(0))
                .distinct()
                .toList();
        return !outermost.isEmpty() && outermost.stream().allMatch(RecordingFolder::isPart);
    }

    private static boolean isPart(String name) {
        try {
            Part.parse(name);
            return true;
        } catch (VavlException e) {
            return false;
        }
    }

    /** Under which names features of a recording may lie elsewhere: by its path, and by its name if no other has the same. */
    List<String> keys(Recording recording) {
        return timesNamed.getOrDefault(recording.name(), 0) == 1
                ? List.of(recording.id(), recording.name())
                : List.of(recording.id());
    }
}
