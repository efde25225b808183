package org.vavl.model.wav2vec2;

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

/** The networks that {@code tools/fixtures/wav2vec2_fixture.py} makes, and what transformers answers. */
final class GoldenNetwork {
    private GoldenNetwork() {}

    static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(GoldenNetwork.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Tensor> answers(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(folder(name).resolve("golden.safetensors"))) {
            return TensorFiles.read(file, any -> true, Device.CPU);
        }
    }

    static float[] clip(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(folder(name).resolve("golden.safetensors"))) {
            return values(file.floats("clip"));
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
        assertThat(largestDifference(actual, expected)).isLessThanOrEqualTo(tolerance);
    }

    static double largestDifference(float[] actual, float[] expected) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isFinite();
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        return worst;
    }
}
