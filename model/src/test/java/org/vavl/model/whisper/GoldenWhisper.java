package org.vavl.model.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.nn.weights.TensorFiles;

/** The networks that {@code tools/fixtures/whisper_fixture.py} makes, and what transformers answers. */
final class GoldenWhisper {
    private GoldenWhisper() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(GoldenWhisper.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Tensor> answers(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(path(name).resolve("golden.safetensors"))) {
            return TensorFiles.read(file, any -> true, Device.CPU);
        }
    }

    static float[] answer(String name, String key) {
        try (SafetensorsFile file = SafetensorsFile.open(path(name).resolve("golden.safetensors"))) {
            return values(file.floats(key));
        }
    }

    static float[] values(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        tensor.contiguous().data_ptr_float().get(values);
        return values;
    }

    static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isFinite();
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }
}
