package org.vavl.features.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;

/** A media file that is there as long as it is needed. */
public record TemporaryMedia(Path file) implements AutoCloseable {
    /** The most that is copied: hours of video. */
    private static final long MOST_BYTES = 8L << 30;

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");
    private static final int PIECE_BYTES = 1 << 16;

    /**
     * Copies content to a file.
     *
     * @param name what errors call it
     * @throws VavlException if it cannot be read, has more than {@value #MOST_BYTES} bytes, or there is no room for it
     */
    public static TemporaryMedia copyOf(String name, InputStream content) {
        return copyOf(name, content, Path.of(System.getProperty("java.io.tmpdir")), ".media");
    }

    /**
     * Copies content to a file in a folder; see {@link #copyOf(String, InputStream)}. The file's name ends as the other does, since that is
     * part of how FFmpeg knows what it is.
     */
    public static TemporaryMedia copyOf(String name, InputStream content, Path folder) {
        return copyOf(name, content, folder, ending(name));
    }

    private static TemporaryMedia copyOf(String name, InputStream content, Path folder, String ending) {
        try {
            TemporaryMedia media = new TemporaryMedia(Files.createTempFile(folder, "vavl-", ending));
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

    private static String ending(String name) {
        Matcher ending = ENDING.matcher(name);
        return ending.find() ? ending.group() : ".media";
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
