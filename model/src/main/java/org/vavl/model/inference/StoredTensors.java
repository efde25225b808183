package org.vavl.model.inference;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.TensorEntry;
import org.vavl.recognition.metadata.NamedTensors;

/** The tensors of a model file, of which is known that they are float32. */
record StoredTensors(SafetensorsFile file) implements NamedTensors {
    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return Optional.ofNullable(file.entries().get(name)).map(TensorEntry::shape);
    }

    @Override
    public FloatBuffer floats(String name) {
        return file.floats(name);
    }
}
