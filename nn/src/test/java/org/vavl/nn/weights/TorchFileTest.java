package org.vavl.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;
import org.vavl.nn.HostTensors;

/** The golden files are made by {@code tools/fixtures/torch_file_fixture.py}. */
public class TorchFileTest {
    private static final float[] TRANSPOSED = new float[24];

    static {
        for (int i = 0; i < TRANSPOSED.length; i++) {
            TRANSPOSED[i] = i % 4 * 6 + i / 4;
        }
    }

    public static Path golden(String name) {
        try {
            return Path.of(Objects.requireNonNull(TorchFileTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] floats(WeightFile file, String name) {
        FloatBuffer floats = file.floats(name);
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden-zip.pt", "golden-legacy.pt"})
    void readsWhatPyTorchWrote(String name) {
        try (WeightFile file = WeightFile.open(golden(name))) {
            assertThat(file.declarations().keySet())
                    .containsExactly(
                            "weight",
                            "bias",
                            "running_mean",
                            "running_var",
                            "num_batches_tracked",
                            "float",
                            "transposed",
                            "part",
                            "half",
                            "bfloat16",
                            "double",
                            "long",
                            "byte",
                            "bool",
                            "parameter",
                            "scalar",
                            "empty");
            assertThat(file.declarations().get("float"))
                    .isEqualTo(new TensorDeclaration("float", ElementType.F32, List.of(4L, 6L)));
            assertThat(floats(file, "weight")).containsExactly(1, 1);
            assertThat(floats(file, "float")[23]).isEqualTo(23 / 8f);
            assertThat(floats(file, "transposed")).containsExactly(TRANSPOSED);
            assertThat(floats(file, "part")).containsExactly(8, 9, 10, 14, 15, 16);
            assertThat(floats(file, "half")).containsExactly(1.5f, -0.25f, 65504);
            assertThat(floats(file, "bfloat16")).containsExactly(1.5f, -0.25f, 0x1p100f);
            assertThat(floats(file, "double")).containsExactly(0.1f, Float.NEGATIVE_INFINITY);
            assertThat(file.bytes("long").getLong()).isEqualTo(1L << 40);
            assertThat(file.bytes("byte").get(1)).isEqualTo((byte) 255);
            assertThat(file.bytes("bool").get(0)).isEqualTo((byte) 1);
            assertThat(floats(file, "parameter")).containsExactly(3);
            assertThat(file.declarations().get("scalar").shape()).isEmpty();
            assertThat(floats(file, "scalar")).containsExactly(7);
            assertThat(floats(file, "empty")).isEmpty();
        }
    }

    @Test
    void isReadIntoTensors() {
        try (PointerScope scope = new PointerScope();
                WeightFile file = WeightFile.open(golden("golden-legacy.pt"))) {
            Map<String, Tensor> tensors = TensorFiles.read(file, "transposed"::equals, Device.CPU);
            assertThat(tensors).containsOnlyKeys("transposed");
            assertThat(tensors.get("transposed").shape()).containsExactly(6, 4);
            assertThat(tensors.get("transposed")
                            .index_select(0, HostTensors.of(new long[] {5}, 1))
                            .sum()
                            .item_float())
                    .isEqualTo(5 + 11 + 17 + 23);
        }
    }

    @Test
    void takesTheStateOfACheckpoint() {
        try (WeightFile file = WeightFile.open(golden("golden-checkpoint.pt"))) {
            assertThat(file.declarations()).containsOnlyKeys("weight");
        }
    }

    @Test
    void refusesAWholeModule() {
        assertThatThrownBy(() -> WeightFile.open(golden("golden-module.pt")))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(
                        "golden-module.pt: its pickle wants to call torch.nn.modules.batchnorm.BatchNorm1d");
    }

    @Test
    void namesATensorThatIsNotThere() {
        try (WeightFile file = WeightFile.open(golden("golden-zip.pt"))) {
            assertThatThrownBy(() -> file.floats("wieght"))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("has no tensor 'wieght'");
            assertThatThrownBy(() -> file.floats("long")).hasMessageContaining("elements of type I64");
        }
    }

    @Test
    void readsSafetensorsByTheSameName() {
        try (WeightFile file = WeightFile.open(golden("golden.safetensors"))) {
            assertThat(file).isInstanceOf(SafetensorsFile.class);
            assertThat(file.declarations()).isNotEmpty();
        }
    }

    @Test
    void isNotReadAfterItWasClosed() {
        WeightFile file = WeightFile.open(golden("golden-zip.pt"));
        file.close();
        file.close();
        assertThatThrownBy(() -> file.bytes("float")).isExactlyInstanceOf(IllegalStateException.class);
    }
}
