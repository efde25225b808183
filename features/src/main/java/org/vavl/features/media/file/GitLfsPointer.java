package org.vavl.features.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/**
 * The few lines of text that Git LFS has in place of a large file until that is fetched, by the <a
 * href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">specification</a> of its pointers.
 */
public final class GitLfsPointer {
    private static final byte[] BEGIN = "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    /** A pointer has fewer bytes than this. */
    private static final long LONGEST = 1024;

    private GitLfsPointer() {}

    /**
     * Makes sure that a file is not one.
     *
     * @throws VavlException if it is, or cannot be read
     */
    public static void refuse(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes < LONGEST && startsAsOne(file)) {
                throw new VavlException(file + ": is a Git LFS pointer of " + bytes
                        + " bytes, not the recording: run git lfs pull where it was cloned");
            }
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    private static boolean startsAsOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BEGIN.length), BEGIN);
        }
    }
}
