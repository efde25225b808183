package org.vavl.cli.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderFiles;
import org.vavl.features.media.file.MediaFileNames;

/** Finds the media that a user names: files as they are, and in folders what has a usual ending of sound or video. */
public final class MediaFiles {
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
        List<Media> media = FolderFiles.of(folder).stream()
                .filter(MediaFileNames::isRecording)
                .map(file -> new Media(file, withoutEnding(folder.relativize(file))))
                .toList();
        if (media.isEmpty()) {
            throw new VavlException(folder + " has no file with an ending of sound or video, such as .wav or .mp4");
        }
        return media;
    }

    /** A path without the ending of the file's name. */
    public static Path withoutEnding(Path path) {
        return path.resolveSibling(MediaFileNames.stem(path));
    }
}
