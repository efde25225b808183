package org.vavl.core.file;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import org.vavl.core.VavlException;

/**
 * A file that is there whole or not at all: it is written under another name beside its target, and takes the target's name in
 * one step when it is done. Without {@link #commit}, closing it leaves nothing behind and the target as it was.
 *
 * <p>What a killed process leaves behind is named {@code .NAME.XXXXXXXX.partial}.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final FileChannel channel;

    private AtomicFile(Path target, Path partial, FileChannel channel) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
    }

    /**
     * Begins a file.
     *
     * @param target where it will be; its folder must exist
     * @throws VavlException if no file can be made there
     */
    public static AtomicFile create(Path target) {
        if (Files.isDirectory(target)) {
            throw new VavlException(target + ": cannot be written, it is a folder");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new VavlException(target + ": cannot be written, it is a device or a pipe and no file");
        }
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Path partial = target.resolveSibling("." + target.getFileName() + "." + unique + ".partial");
        try {
            FileChannel channel = FileChannel.open(
                    partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new AtomicFile(target, partial, channel);
        } catch (IOException e) {
            throw new VavlException(
                    target + ": cannot be written: "
                            + (Files.isDirectory(folder(target)) ? e.getMessage() : "its folder does not exist"),
                    e);
        }
    }

    /**
     * Writes a whole file.
     *
     * @throws VavlException if it cannot be written; the target is as it was then
     */
    public static void write(Path target, byte[] content) {
        try (AtomicFile file = create(target)) {
            file.write(ByteBuffer.wrap(content), 0);
            file.commit();
        }
    }

    /** Writes a whole file of text in UTF-8; see {@link #write(Path, byte[])}. */
    public static void write(Path target, String content) {
        write(target, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes all remaining bytes of a buffer at a place in the file.
     *
     * @throws VavlException if they cannot be written
     */
    public void write(ByteBuffer bytes, long position) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The file so far, for those who write it as a stream; closed by {@link #commit} and {@link #close}. */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Makes sure that the content is on the disk and gives the file its name, in place of what had it.
     *
     * @throws VavlException if that fails; the target is as it was then, unless it is only the new name that may not be on the disk yet
     */
    public void commit() {
        try {
            channel.force(true);
            channel.close();
            move();
            forceFolder(folder(target));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The new name itself is on the disk only then; Windows has no such thing and does not open folders. */
    private static void forceFolder(Path folder) throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static Path folder(Path target) {
        return Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file is in a folder");
    }

    private VavlException failed(IOException e) {
        return new VavlException(target + ": cannot be written: " + e.getMessage(), e);
    }

    /** Removes what was written unless it was committed. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new VavlException(partial + ": cannot be removed: " + e.getMessage(), e);
        }
    }
}
