package org.vavl.recognition.metadata;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Float32 tensors of a file, by name, whatever the file's format. */
public interface NamedTensors {
    /** The file, for messages. */
    Path path();

    /** The sizes of a tensor, empty if the file has none of that name in float32. */
    Optional<List<Long>> shape(String name);

    /**
     * The values of a tensor, row after row.
     *
     * @throws org.vavl.core.VavlException if the file has none of that name
     */
    FloatBuffer floats(String name);
}
