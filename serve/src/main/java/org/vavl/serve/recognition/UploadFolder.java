package org.vavl.serve.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderLock;
import org.vavl.serve.http.ProblemException;

/**
 * Where uploads are while they are needed: a folder of this process alone in one that all servers share. A server that starts removes those that
 * processes left behind which were killed. Bounded in all and for each upload.
 */
public final class UploadFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
    private static final String PREFIX = "server-";
    private static final String LOCK = "lock";
    private static final String OTHERS = "another server works there";
    private static final int PIECE_BYTES = 1 << 16;

    private final Path folder;
    private final FolderLock lock;
    private final long mostBytes;
    private final long mostBytesInAll;
    private final AtomicLong bytesInAll = new AtomicLong();
    private final AtomicLong number = new AtomicLong();

    private UploadFolder(Path folder, FolderLock lock, long mostBytes, long mostBytesInAll) {
        this.folder = folder;
        this.lock = lock;
        this.mostBytes = mostBytes;
        this.mostBytesInAll = mostBytesInAll;
    }

    /**
     * Makes the folder of this server and removes those of servers that are gone.
     *
     * @param shared the folder of all servers, for each a folder in it
     * @param mostBytes of an upload
     * @param mostBytesInAll of all uploads at a time
     * @throws VavlException if it cannot be made
     */
    public static UploadFolder in(Path shared, long mostBytes, long mostBytesInAll) {
        try {
            Files.createDirectories(shared);
            removeAbandoned(shared);
        } catch (IOException e) {
            throw new VavlException(shared + ": no folder for uploads can be made there: " + e.getMessage(), e);
        }
        Path own = shared.resolve(PREFIX + UUID.randomUUID());
        return new UploadFolder(own, FolderLock.take(own, LOCK, OTHERS), mostBytes, mostBytesInAll);
    }

    private static void removeAbandoned(Path shared) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(shared)) {
            folders = all.filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .filter(path -> Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path abandoned : folders) {
            if (Files.notExists(abandoned.resolve(LOCK))) {
                continue; // one that starts, or ends, at this moment
            }
            try (FolderLock taken = FolderLock.take(abandoned, LOCK, OTHERS)) {
                empty(abandoned);
            } catch (VavlException e) {
                continue; // its server runs
            }
            Files.deleteIfExists(abandoned);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** The most bytes that an upload may have. */
    public long mostBytes() {
        return mostBytes;
    }

    /**
     * Copies an upload.
     *
     * @param name what it is called by who sent it; only a plain ending of it is used
     * @param content read to its end
     * @throws ProblemException if it is empty, has too many bytes or there is no room for it
     * @throws IOException if it cannot be read
     */
    public Upload take(String name, InputStream content) throws IOException {
        Path file = folder.resolve("upload-" + number.incrementAndGet() + ending(name));
        Upload upload = new Upload(this, name, file);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
                reserve(upload, count);
                out.write(piece, 0, count);
            }
            if (upload.bytes() == 0) {
                throw ProblemException.of(
                        400, "the upload is empty, and must be a media file as the body or in a multipart form");
            }
            whole = true;
            return upload;
        } finally {
            if (!whole) {
                upload.close();
            }
        }
    }

    private void reserve(Upload upload, int count) {
        if (upload.add(count) > mostBytes) {
            throw ProblemException.of(413, "the upload has more than " + mostBytes + " bytes, the most that is taken");
        }
        if (bytesInAll.addAndGet(count) > mostBytesInAll) {
            throw ProblemException.busy("the uploads under way have more than " + mostBytesInAll
                    + " bytes, the most that is kept at a time; try again");
        }
    }

    private static String ending(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.length() < name.length() && ending.matches("[A-Za-z0-9]{1,8}") ? "." + ending : ".media";
    }

    void remove(Upload upload) {
        bytesInAll.addAndGet(-upload.bytes());
        try {
            Files.deleteIfExists(upload.file());
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", upload.file(), e.getMessage());
        }
    }

    /** Removes the folder. */
    @Override
    public void close() {
        try {
            empty(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be emptied", e);
        } finally {
            lock.close();
        }
    }
}
