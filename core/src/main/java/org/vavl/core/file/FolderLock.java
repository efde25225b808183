package org.vavl.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/**
 * A folder that one process at a time works in. The system gives the lock back when the process ends, however that is. The lock's file stays, since
 * one that vanishes could be locked twice; only a folder that was made for this, and of which nothing came, is removed with it.
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
        try {
            boolean made = Files.notExists(folder);
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new VavlException(folder + " is in use: " + others + "; wait for it or name another folder");
            }
            return new FolderLock(folder, file, channel, lock, made);
        } catch (IOException e) {
            throw new VavlException(
                    folder + " cannot be used: "
                            + (Files.isRegularFile(folder) ? "a file of that name is there" : e.toString()),
                    e);
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
            removeIfNothingCameOfIt();
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new VavlException("the lock of " + folder + " could not be given back: " + e, e);
        }
    }

    /** While the lock is held, so that nobody can take a lock that is about to vanish. */
    private void removeIfNothingCameOfIt() {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, other -> !other.equals(file))) {
            if (made && !others.iterator().hasNext()) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // Some systems do not let open files be removed: an empty folder stays then, which does no harm.
        }
    }
}
