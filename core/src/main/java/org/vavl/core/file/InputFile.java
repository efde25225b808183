package org.vavl.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vavl.core.VavlException;

/** The same words everywhere for a file that cannot be read. */
public final class InputFile {
    private InputFile() {}

    /**
     * Makes sure that there is a file that can be opened. Pipes and devices, on which a reader could wait for ever, are no files.
     *
     * @return the path
     * @throws VavlException if there is nothing, or a folder, or no permission
     */
    public static Path require(Path path) {
        refuseDevice(path);
        if (!Files.isRegularFile(path)) {
            throw new VavlException(
                    path + ": " + (Files.isDirectory(path) ? "is a folder, and must be a file" : "no such file"));
        }
        if (!Files.isReadable(path)) {
            throw new VavlException(path + ": cannot be read: permission denied");
        }
        return path;
    }

    /**
     * Refuses what is there and is neither file nor folder, for readers that have words of their own for files that are missing.
     *
     * @return the path
     * @throws VavlException if it is a pipe, a device or a socket
     */
    public static Path refuseDevice(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new VavlException(path + ": is a pipe, a device or a socket, and must be a file");
        }
        return path;
    }

    /** What to throw when reading a file failed. */
    public static VavlException failed(Path path, IOException e) {
        String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new VavlException(path + ": cannot be read: " + reason, e);
    }
}
