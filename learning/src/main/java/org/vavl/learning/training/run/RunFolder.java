package org.vavl.learning.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;

/**
 * The folder of a run, held by one process at a time. In it are:
 *
 * <ul>
 *   <li>{@code config.yaml}: the configuration with every default spelled out;
 *   <li>{@code model.safetensors}: the model of the best epoch so far;
 *   <li>{@code history.csv} and {@code curves.svg}: losses and metrics by epoch;
 *   <li>{@code checkpoint.safetensors}: where the run stands; when it is done, that it is done.
 * </ul>
 */
public final class RunFolder implements AutoCloseable {
    private static final String LOCK = "run.lock";

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final boolean made;

    private RunFolder(Path path, FileChannel lockFile, FileLock lock, boolean made) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
        this.made = made;
    }

    /**
     * Opens a run's folder, and makes it if it is not there.
     *
     * @throws VavlException if it cannot be made, or another process trains there
     */
    public static RunFolder open(Path path) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            boolean made = Files.notExists(path);
            Files.createDirectories(path);
            FileChannel lockFile = opened.add(
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    RunFolder::close);
            FileLock lock = tryLock(lockFile);
            if (lock == null) {
                throw new VavlException(
                        path + " is in use: another process trains there; wait for it or name another folder");
            }
            removePartialFiles(path);
            return opened.returned(new RunFolder(path, lockFile, lock, made));
        } catch (IOException e) {
            throw new VavlException("the run's folder " + path + " cannot be used: " + e, e);
        }
    }

    private static void close(FileChannel lockFile) {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Removes what a killed process left half-written. */
    private static void removePartialFiles(Path path) throws IOException {
        try (DirectoryStream<Path> partial = Files.newDirectoryStream(path, ".*.partial")) {
            for (Path file : partial) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** The configuration with every default spelled out. */
    public Path configuration() {
        return path.resolve("config.yaml");
    }

    /** The model of the best epoch so far. */
    public Path model() {
        return modelIn(path);
    }

    /** The model of the best epoch in a run's folder, whoever holds it. */
    public static Path modelIn(Path run) {
        return run.resolve("model.safetensors");
    }

    /** Losses and metrics by epoch, as a table. */
    public Path history() {
        return path.resolve("history.csv");
    }

    /** Losses and metrics by epoch, as a picture. */
    public Path curves() {
        return path.resolve("curves.svg");
    }

    /** Where the run stands. */
    Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    /** Gives the folder back, and removes it if it was made for this run and nothing came of it. */
    @Override
    public void close() {
        try {
            removeIfNothingCameOfIt();
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new VavlException("the lock of " + path + " could not be given back: " + e, e);
        }
    }

    /** While the lock is held, so that nobody can take a lock that is about to vanish. */
    private void removeIfNothingCameOfIt() {
        Path lockPath = path.resolve(LOCK);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(path, file -> !file.equals(lockPath))) {
            if (made && !others.iterator().hasNext()) {
                Files.deleteIfExists(lockPath);
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // Some systems do not let open files be removed: an empty folder stays then, which does no harm.
        }
    }
}
