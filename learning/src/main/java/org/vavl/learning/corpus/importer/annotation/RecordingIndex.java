package org.vavl.learning.corpus.importer.annotation;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderFiles;
import org.vavl.features.media.file.MediaFileNames;
import org.vavl.learning.corpus.importer.source.ClipMedia;

/** The recordings in some folders, by name. Whatever addresses files of annotations name, nothing outside of the folders is looked at. */
final class RecordingIndex {
    private final Map<String, Set<Path>> byName = new LinkedHashMap<>();

    /**
     * @param folders the first one that of the annotations
     * @param isDeep whether the first one's folders are looked through, too; those of the others are
     */
    RecordingIndex(List<Path> folders, boolean isDeep) {
        for (int i = 0; i < folders.size(); i++) {
            for (Path file : i > 0 || isDeep ? FolderFiles.of(folders.get(i)) : inside(folders.get(i))) {
                if (MediaFileNames.isRecording(file)) {
                    add(String.valueOf(file.getFileName()), file);
                    add(MediaFileNames.stem(file), file);
                }
            }
        }
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(String name, Path file) {
        byName.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(file);
    }

    /**
     * A recording.
     *
     * @param name what annotations call it, with or without ending
     * @param addresses of it, of which the file names count
     * @return sound files before videos for the voice; none where there is none
     */
    ClipMedia find(String name, List<String> addresses) {
        List<Path> found = new ArrayList<>();
        for (String address : addresses) {
            found.addAll(byName.getOrDefault(fileName(address), Set.of()));
        }
        if (found.isEmpty()) {
            found.addAll(byName.getOrDefault(fileName(name), byName.getOrDefault(stem(fileName(name)), Set.of())));
        }
        List<Path> all = found.stream().distinct().toList();
        return new ClipMedia(
                all.stream()
                        .sorted(Comparator.comparing(MediaFileNames::isVideo))
                        .toList(),
                all.stream().filter(MediaFileNames::isVideo).toList());
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The last part of an address or a path, decoded as far as it can be. */
    private static String fileName(String address) {
        String last = address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')) + 1);
        try {
            return address.contains("%") ? URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8) : last;
        } catch (IllegalArgumentException e) {
            return last;
        }
    }
}
