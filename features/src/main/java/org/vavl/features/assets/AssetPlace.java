package org.vavl.features.assets;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.vavl.core.VavlException;

/**
 * Where a file of the store goes; it appears there whole or not at all.
 *
 * @param path the file, in a folder that is there
 */
record AssetPlace(Path path) {
    /**
     * Makes the folder of a file that is to come.
     *
     * @throws VavlException if it cannot be made
     */
    static AssetPlace makeRoom(Path path) {
        Path parent = Objects.requireNonNull(path.getParent(), "a file of the store is in a folder");
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw new VavlException(
                    parent + " cannot be made: " + e.getMessage() + "; " + AssetStore.VARIABLE
                            + " can name another folder for models",
                    e);
        }
        return new AssetPlace(path);
    }

    /** A hidden file beside it. */
    Path beside(String ending) {
        return path.resolveSibling("." + path.getFileName() + ending);
    }

    /**
     * Copies a file here.
     *
     * @return where it now is
     * @throws VavlException if it cannot be copied
     */
    Path copy(Path local) {
        Path partial = beside(".copy");
        try {
            Files.copy(local, partial, StandardCopyOption.REPLACE_EXISTING);
            move(partial);
            return path;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            remove(partial);
        }
    }

    /**
     * Moves a file here that is beside it.
     *
     * @throws VavlException if it cannot be moved
     */
    void move(Path partial) {
        try {
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            replace(partial);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void replace(Path partial) {
        try {
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private VavlException failed(IOException e) {
        return new VavlException(path + ": cannot be written: " + e.getMessage(), e);
    }

    /**
     * Removes a file.
     *
     * @throws VavlException if it cannot be removed
     */
    static void removeNow(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new VavlException(file + ": is damaged and cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Removes a file, at the latest when Java ends. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
