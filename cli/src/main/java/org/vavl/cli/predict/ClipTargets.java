package org.vavl.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.cli.output.MediaFiles;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;

/** Where files are written of which there is one for each recording. */
final class ClipTargets {
    private final Map<MediaFiles.Media, Path> targets = new HashMap<>();

    /**
     * @param out the file itself, if there is one recording and this is no folder; else the folder of files that are called after the recordings
     * @param ending of the files' names
     * @throws VavlException if two recordings would become one file
     */
    ClipTargets(Path out, String ending, List<MediaFiles.Media> media) {
        if (media.size() == 1 && !Files.isDirectory(out)) {
            targets.put(media.get(0), out);
            return;
        }
        Map<Path, Path> sources = new HashMap<>();
        for (MediaFiles.Media one : media) {
            Path target = out.resolve(one.name() + ending);
            Path other = sources.put(target, one.file());
            if (other != null) {
                throw new VavlException(other + " and " + one.file() + " would both become " + target
                        + ": name different folders for them");
            }
            targets.put(one, target);
        }
    }

    private Path target(MediaFiles.Media media) {
        Path target = targets.get(media);
        if (target == null) {
            throw new IllegalArgumentException(media + " is none of the recordings");
        }
        return target;
    }

    /** The folder that a recording's file will be in. */
    Path folder(MediaFiles.Media media) {
        return Optional.ofNullable(target(media).getParent()).orElse(Path.of(""));
    }

    /** Writes a recording's file, whole or not at all. */
    void write(MediaFiles.Media media, String content) {
        Path target = target(media);
        makeFolder(target);
        AtomicFile.write(target, content);
    }

    /** Writes a second file beside a recording's, of the same name with another ending. */
    void writeBeside(MediaFiles.Media media, String ending, String content) {
        Path target = target(media);
        AtomicFile.write(target.resolveSibling(MediaFiles.withoutEnding(target.getFileName()) + ending), content);
    }

    /**
     * Makes the folder that a file is to be in.
     *
     * @throws VavlException if it cannot be made, or the file is a folder
     */
    static void makeFolder(Path target) {
        if (Files.isDirectory(target)) {
            throw new VavlException(target + ": cannot be written, it is a folder");
        }
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be made: " + e.getMessage(), e);
        }
    }
}
