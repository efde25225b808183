package org.vavl.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/**
 * A folder that one process at a time works in. The system gives the lock back when the process ends, however that is. Closing removes the lock's
 * file, and the folder, too, if it was made for this and nothing came of it.
 */
public final class FolderLock implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final boolean made;

    private FolderLock(Path folder, Path file, FileChannel channel, FileLock lock, boolean made) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.made = made;
    }

    /**
     * Takes a folder, and makes it if it is not there.
     *
     * @param name of the file by which it is locked, in the folder
     * @param others what another process does there, such as {@code another process trains there}
     * @throws VavlException if somebody has it, or it cannot be made or written
     */
    public static FolderLock take(Path folder, String name, String others) {
        boolean made = Files.notExists(folder);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            FolderLock taken = null;
            while (taken == null) {
                taken = tryTake(folder, file, others, made);
            }
            return taken;
        } catch (IOException e) {
            throw new VavlException(
                    folder + " cannot be used: "
                            + (Files.isRegularFile(folder) ? "a file of that name is there" : e.toString()),
                    e);
        }
    }

    /**
     * Locks the file, and makes sure that it is still the one that is there: who had the lock before may have removed it in between. So what is
     * written into the open file must stand in the one of its name.
     *
     * @return null if it was removed
     */
    private static @Nullable FolderLock tryTake(Path folder, Path file, String others, boolean made)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new VavlException(folder + " is in use: " + others + "; wait for it or name another folder");
            }
            String token = UUID.randomUUID().toString();
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)), 0);
            taken = Files.exists(file) && token.equals(Files.readString(file, StandardCharsets.US_ASCII));
            return taken ? new FolderLock(folder, file, channel, lock, made) : null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            remove();
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new VavlException("the lock of " + folder + " could not be given back: " + e, e);
        }
    }

    /** While the lock is held. */
    private void remove() {
        try {
            Files.deleteIfExists(file);
            if (made) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // Something came of the folder, or the system does not let open files be removed: then the file stays,
            // which does no harm.
        }
    }
}
