package org.vavl.learning.training.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderLock;

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
    private final @Nullable FolderLock lock;

    private RunFolder(Path path, @Nullable FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a run's folder, and makes it if it is not there.
     *
     * @throws VavlException if it cannot be made, or another process trains there
     */
    public static RunFolder open(Path path) {
        FolderLock lock = FolderLock.take(path, LOCK, "another process trains there");
        try {
            removePartialFiles(path);
            return new RunFolder(path, lock);
        } catch (IOException e) {
            lock.close();
            throw new VavlException("the run's folder " + path + " cannot be used: " + e, e);
        }
    }

    /** The folder of a run of several ranks for those that leave nothing in it: it need not be there. */
    public static RunFolder ofFirstRank(Path path) {
        return new RunFolder(path, null);
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
        if (lock != null) {
            lock.close();
        }
    }
}
