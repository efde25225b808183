package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vavl.learning.corpus.importer.source.ClipMedia;

/**
 * Where CREMA-D's repository has a clip's recordings: sound in {@code AudioWAV}, or as raters heard it in {@code AudioMP3}, pictures in
 * {@code VideoFlash}, whose sound is asked for only where there is neither of the other folders; or all of them in one folder.
 */
final class CremaDMedia {
    private CremaDMedia() {}

    static ClipMedia of(Path root, String id) {
        List<Path> pictures =
                present(Stream.of(root.resolve("VideoFlash").resolve(id + ".flv"), root.resolve(id + ".flv")));
        List<Path> sound = present(Stream.of(
                root.resolve("AudioWAV").resolve(id + ".wav"),
                root.resolve("AudioMP3").resolve(id + ".mp3"),
                root.resolve(id + ".wav")));
        boolean haveSound = Files.isDirectory(root.resolve("AudioWAV")) || Files.isDirectory(root.resolve("AudioMP3"));
        return new ClipMedia(sound.isEmpty() && !haveSound ? pictures : sound, pictures);
    }

    private static List<Path> present(Stream<Path> files) {
        return files.filter(Files::isRegularFile).toList();
    }

    /** Under which names features may lie elsewhere. */
    static List<String> names(String id) {
        return List.of(id, id + ".wav", id + ".flv", id + ".mp4");
    }
}
