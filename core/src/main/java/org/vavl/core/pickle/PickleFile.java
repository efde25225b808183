package org.vavl.core.pickle;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vavl.core.VavlException;
import org.vavl.core.file.BoundedInputStream;
import org.vavl.core.file.InputFile;

/**
 * A file that Python's {@code pickle.dump} wrote, in protocol 2 to 5: dictionaries, lists, tuples, strings, numbers and NumPy's arrays.
 * Nothing in it is executed, and a file that wants to call anything else is refused. Arrays stay in the file until they are asked for,
 * so that it may be much larger than the memory. Safe for use by several threads.
 */
public final class PickleFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final Object root;

    private PickleFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        // This stream passes over what is skipped, and does not read it; so it must know where the file ends.
        try (InputStream in =
                new BoundedInputStream(new BufferedInputStream(new FileInputStream(path.toFile())), channel.size())) {
            this.root = PickleReader.read(in, new NumpyCalls(this::read));
        }
    }

    /**
     * Opens a file and reads all of it but the arrays.
     *
     * @throws VavlException if there is none, or it is damaged, or has what is not read
     */
    public static PickleFile open(Path path) {
        Path present = InputFile.require(path);
        try {
            FileChannel channel = FileChannel.open(present, StandardOpenOption.READ);
            try {
                return new PickleFile(present, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (MalformedPickleException | EOFException e) {
            throw new VavlException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    /**
     * What the file holds: a {@code Map}, a {@code List}, a {@code String}, a {@code Number}, a {@code Boolean}, a {@link NumpyArray},
     * a {@link PickleBlock} for bytes and long strings, or {@link PickleReader#NONE}.
     */
    public Object root() {
        return root;
    }

    private ByteBuffer read(long begin, int length) throws IOException {
        if (length > channel.size() - begin) {
            throw new EOFException("it ends within its arrays");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) >= 0) {
            // A read may give less than was asked for.
        }
        if (bytes.hasRemaining()) {
            throw new EOFException("it ends within its arrays");
        }
        return bytes.flip();
    }

    /** The file's path. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }
}
