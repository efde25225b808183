package org.vavl.core.weights;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.file.BoundedInputStream;
import org.vavl.core.file.InputFile;

/**
 * A file of named tensors, mapped into memory: opening it reads the header alone, and a tensor's bytes are read when they are
 * looked at.
 *
 * <p>The file is checked whole when it is opened (see {@link SafetensorsHeader}), so that what its header says of a tensor can
 * be believed afterwards. It must not be cut while it is in use: the operating system then answers with an error that Java
 * throws as {@link InternalError}. Replace it by moving a new file into its place, as {@link SafetensorsWriter} does.
 *
 * <p>Java 17 has no public way to undo a mapping: {@link #close} forgets the mappings, and the garbage collector undoes them
 * once the buffers that were given out are gone too. Windows keeps the file from being deleted until then. The file itself is
 * closed as soon as it is mapped, so open files are never many.
 */
public final class SafetensorsFile implements WeightFile {
    private static final int LENGTH_BYTES = 8;

    private final Path path;
    private final Map<String, String> metadata;
    private final Map<String, TensorEntry> entries;
    private final Map<String, TensorDeclaration> declarations;
    private @Nullable Map<String, ByteBuffer> buffers;

    private SafetensorsFile(Path path, SafetensorsHeader header, Map<String, ByteBuffer> buffers) {
        this.path = path;
        this.metadata = Collections.unmodifiableMap(header.metadata());
        this.entries = Collections.unmodifiableMap(header.entries());
        Map<String, TensorDeclaration> declared = new LinkedHashMap<>();
        entries.forEach((name, entry) -> declared.put(name, new TensorDeclaration(name, entry.type(), entry.shape())));
        this.declarations = Collections.unmodifiableMap(declared);
        this.buffers = buffers;
    }

    /**
     * Opens a file.
     *
     * @throws VavlException if it is not there, cannot be read, or is not exactly a safetensors file
     */
    public static SafetensorsFile open(Path path) {
        try (FileChannel channel = FileChannel.open(InputFile.require(path), StandardOpenOption.READ)) {
            long headerLength = headerLength(path, channel);
            long dataBegin = LENGTH_BYTES + headerLength;
            InputStream bytes = new BufferedInputStream(
                    new BoundedInputStream(Channels.newInputStream(channel.position(LENGTH_BYTES)), headerLength));
            SafetensorsHeader header = SafetensorsHeader.read(path, bytes, channel.size() - dataBegin);
            return new SafetensorsFile(path, header, MappedTensors.map(path, dataBegin, header.entries()));
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    private static long headerLength(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (length.hasRemaining() && channel.read(length) >= 0) {
            // A read may give less than was asked for.
        }
        if (length.hasRemaining()) {
            throw new VavlException(path + ": " + size + " bytes are too few for a safetensors file");
        }
        long headerLength = length.flip().getLong();
        if (headerLength < 2 || headerLength > SafetensorsHeader.MAXIMUM_BYTES || headerLength > size - LENGTH_BYTES) {
            throw new VavlException(path + ": not a safetensors file, or damaged: its header would have "
                    + Long.toUnsignedString(headerLength) + " bytes, and must have 2 to "
                    + Math.min(SafetensorsHeader.MAXIMUM_BYTES, Math.max(0, size - LENGTH_BYTES)));
        }
        return headerLength;
    }

    @Override
    public Path path() {
        return path;
    }

    /** The header's strings by key, in the header's order. */
    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    /** What the header says of each tensor, in the order in which they lie in the file. */
    public Map<String, TensorEntry> entries() {
        return entries;
    }

    @Override
    public Map<String, TensorDeclaration> declarations() {
        return declarations;
    }

    /**
     * What the header says of one tensor.
     *
     * @throws VavlException if the file has none of that name
     */
    public TensorEntry entry(String name) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new VavlException(path + ": has no tensor '" + name + "' among its " + entries.size());
        }
        return entry;
    }

    /**
     * A tensor's bytes, read-only and in little-endian order; not copied.
     *
     * @throws VavlException if the file has none of that name, or if it has 2 GiB or more
     * @throws IllegalStateException if the file was closed
     */
    @Override
    public ByteBuffer bytes(String name) {
        Map<String, ByteBuffer> open = buffers;
        if (open == null) {
            throw new IllegalStateException(path + " was closed");
        }
        TensorEntry entry = entry(name);
        ByteBuffer bytes = open.get(name);
        if (bytes == null) {
            throw new VavlException(path + ": tensor '" + name + "' has " + entry.length() + " bytes, and at most "
                    + Integer.MAX_VALUE + " can be read");
        }
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A tensor's elements as float32, read-only: those of an F32 tensor without copying, those of F16, BF16 and F64 converted.
     *
     * @throws VavlException if the file has none of that name, or if its elements are integers
     * @throws IllegalStateException if the file was closed
     */
    @Override
    public FloatBuffer floats(String name) {
        TensorEntry entry = entry(name);
        FloatBuffer floats =
                FloatConversion.floats(bytes(name), new TensorDeclaration(name, entry.type(), entry.shape()), path);
        if (entry.type() != ElementType.F32) {
            release(name);
        }
        return floats;
    }

    @Override
    public void release(String name) {
        ByteBuffer bytes = bytes(name);
        if (bytes.isDirect()) {
            MappedPages.release(bytes);
        }
    }

    /** Forgets the mappings; buffers that were given out stay valid. */
    @Override
    public void close() {
        buffers = null;
    }
}
