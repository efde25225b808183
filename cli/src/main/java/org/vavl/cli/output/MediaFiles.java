package org.vavl.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.vavl.core.VavlException;

/** Finds the media that a user names: files as they are, and in folders what has a usual ending of sound or video. */
public final class MediaFiles {
    private static final Set<String> ENDINGS = Set.of(
            "aac", "aif", "aiff", "amr", "au", "avi", "flac", "flv", "m4a", "m4v", "mka", "mkv", "mov", "mp2", "mp3",
            "mp4", "mpeg", "mpg", "mxf", "3gp", "vob", "mts", "oga", "ogg", "ogv", "opus", "sph", "ts", "wav", "webm",
            "wma", "wmv");

    private static final int FOLDERS_DEEP = 16;

    /**
     * One of them.
     *
     * @param file where it is
     * @param name relative to the folder that the user named, without ending
     */
    public record Media(Path file, Path name) {}

    private MediaFiles() {}

    /**
     * The media in the order of the arguments, those of a folder sorted.
     *
     * @throws VavlException if a folder cannot be read or has none
     */
    public static List<Media> find(List<Path> arguments) {
        List<Media> all = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                all.addAll(in(argument));
            } else {
                all.add(new Media(argument, withoutEnding(Path.of(String.valueOf(argument.getFileName())))));
            }
        }
        return all;
    }

    private static List<Media> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder, FOLDERS_DEEP)) {
            List<Media> media = files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .sorted()
                    .map(file -> new Media(file, withoutEnding(folder.relativize(file))))
                    .toList();
            if (media.isEmpty()) {
                throw new VavlException(folder + " has no file with an ending of sound or video, such as .wav or .mp4");
            }
            return media;
        } catch (IOException | UncheckedIOException e) {
            throw new VavlException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public static Path withoutEnding(Path path) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? path.resolveSibling(name.substring(0, dot)) : path;
    }
}
