package org.vavl.learning.corpus.importer.improv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.importer.source.ConsensusTables;

/** The recordings of MSP-IMPROV: {@code session1/S01A/P/MSP-IMPROV-S01A-F01-P-FM01.wav} and {@code .avi}, or in other folders. */
public final class MspImprovMedia {
    private static final int FOLDERS_DEEP = 8;
    private static final List<String> SOUNDS = List.of("wav", "flac");
    private static final List<String> VIDEOS = List.of("avi", "mp4", "mov", "mkv");

    private final Map<String, List<Path>> files = new TreeMap<>();

    /** Looks for all of them in a folder and its folders. */
    public MspImprovMedia(Path root) {
        try (Stream<Path> all = Files.walk(root, FOLDERS_DEEP)) {
            all.filter(Files::isRegularFile).sorted().forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            throw new VavlException(root + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("MSP-IMPROV-") && rank(file) < SOUNDS.size() + VIDEOS.size()) {
            files.computeIfAbsent(ConsensusTables.stem(name), id -> new ArrayList<>())
                    .add(file);
        }
    }

    private static int rank(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        List<String> endings = Stream.concat(SOUNDS.stream(), VIDEOS.stream()).toList();
        int rank = endings.indexOf(name.substring(name.lastIndexOf('.') + 1));
        return rank < 0 ? endings.size() : rank;
    }

    /** The recordings of a turn, sound before video; none where there are none. */
    public List<Path> of(String id) {
        return files.getOrDefault(id, List.of()).stream()
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .toList();
    }

    /** The turns of which there are recordings. */
    public Set<String> ids() {
        return files.keySet();
    }
}
