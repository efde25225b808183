package org.vavl.learning.corpus.folder;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.vavl.core.VavlException;

/** Paths that a file from outside names, which must lie in the folder that the user named. */
public final class FolderPaths {
    private FolderPaths() {}

    /**
     * A path in a folder; nothing need be there.
     *
     * @throws VavlException if it would lead out of the folder, be it by {@code ..}, by being absolute, or by a link
     */
    public static Path resolve(Path folder, String relative) {
        try {
            Path path = folder.resolve(relative).normalize();
            if (Path.of(relative).isAbsolute() || !path.startsWith(folder.normalize()) || leavesByLink(folder, path)) {
                throw new VavlException("path '" + relative + "' leaves the folder " + folder
                        + ", and must be a relative path inside it");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new VavlException("path '" + relative.replaceAll("\\p{Cntrl}", "?") + "' is not a path", e);
        }
    }

    private static boolean leavesByLink(Path folder, Path path) {
        try {
            return !path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false; // Nothing is there; whoever opens it says so.
        }
    }
}
