package org.vavl.features.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vavl.core.VavlException;

/** A media file that is there as long as it is needed. */
public record TemporaryMedia(Path file) implements AutoCloseable {
    /** The most that is copied: hours of video. */
    private static final long MOST_BYTES = 8L << 30;

    private static final int PIECE_BYTES = 1 << 16;

    /**
     * Copies content to a file.
     *
     * @param name what errors call it
     * @throws VavlException if it cannot be read, has more than {@value #MOST_BYTES} bytes, or there is no room for it
     */
    public static TemporaryMedia copyOf(String name, InputStream content) {
        try {
            TemporaryMedia media = new TemporaryMedia(Files.createTempFile("vavl-", ".media"));
            try (OutputStream out = Files.newOutputStream(media.file())) {
                copy(name, content, out);
                return media;
            } catch (IOException | RuntimeException e) {
                media.close();
                throw e;
            }
        } catch (IOException e) {
            throw new VavlException(name + ": cannot be copied to a temporary file: " + e.getMessage(), e);
        }
    }

    private static void copy(String name, InputStream content, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        long bytes = 0;
        for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
            bytes += count;
            if (bytes > MOST_BYTES) {
                throw new VavlException(name + ": has more than " + MOST_BYTES + " bytes, the most that is read");
            }
            out.write(piece, 0, count);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(TemporaryMedia.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} could not be removed: {1}", file, e.getMessage());
        }
    }
}
