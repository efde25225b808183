package org.vavl.core.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/** A file of named tensors in one of the formats in which networks' weights are. */
public interface WeightFile extends AutoCloseable {
    /**
     * Opens a file, in the format that its first bytes show: what {@code torch.save} wrote (either format), or else safetensors.
     *
     * @throws VavlException if it is not there, cannot be read, or is neither
     */
    static WeightFile open(Path path) {
        try (InputStream in = Files.newInputStream(InputFile.require(path))) {
            byte[] start = in.readNBytes(TorchFile.START_BYTES);
            return TorchFile.begins(start) ? TorchFile.open(path) : SafetensorsFile.open(path);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    /** The file. */
    Path path();

    /** What the file says beside its tensors, by key; nothing in formats that have no room for it. */
    default Map<String, String> metadata() {
        return Map.of();
    }

    /** Name, element type and shape of each tensor, by name, in the file's order. */
    Map<String, TensorDeclaration> declarations();

    /**
     * A tensor's bytes, read-only, in little-endian order, the last index running fastest.
     *
     * @throws VavlException if the file has none of that name, or if it has 2 GiB or more
     * @throws IllegalStateException if the file was closed
     */
    ByteBuffer bytes(String name);

    /**
     * A tensor's elements as float32, read-only; those of F16, BF16 and F64 converted.
     *
     * @throws VavlException if the file has none of that name, or if its elements are integers
     * @throws IllegalStateException if the file was closed
     */
    FloatBuffer floats(String name);

    /**
     * Lets a tensor's bytes leave the process's memory, where they take any: they are not needed soon. Buffers that were given out stay
     * valid.
     */
    default void release(String name) {}

    @Override
    void close();
}
