package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.nn.weights.TensorFiles;

/** What another implementation computed, by name. */
public record GoldenTensors(Map<String, Tensor> tensors) {
    private static final double TOLERANCE = 1e-5;

    /**
     * Reads a golden file. Its tensors belong to the innermost open scope.
     *
     * @param resource beside this class
     * @param folder where it is unpacked
     */
    public static GoldenTensors read(String resource, Path folder) throws IOException {
        Path unpacked = folder.resolve("golden.safetensors");
        try (InputStream stream = Objects.requireNonNull(GoldenTensors.class.getResourceAsStream(resource), resource)) {
            Files.copy(stream, unpacked);
        }
        try (SafetensorsFile file = SafetensorsFile.open(unpacked)) {
            return new GoldenTensors(TensorFiles.read(file, tensor -> true, Device.CPU));
        }
    }

    /** The tensor of a name, which must be there. */
    public Tensor get(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** The tensors whose names start with the prefix, by the rest of their names. */
    public Map<String, Tensor> below(String prefix) {
        Map<String, Tensor> below = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), tensor);
            }
        });
        return below;
    }

    /** Within 1e-5, or within that times the largest value where it is more than 1. */
    public static void assertClose(String name, Tensor actual, Tensor expected) {
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        double scale = Math.max(1, expected.abs().max().item_double());
        double worst = actual.detach().sub(expected).abs().max().item_double();
        assertThat(worst).as("largest difference in %s", name).isLessThanOrEqualTo(TOLERANCE * scale);
    }
}
