package org.vavl.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.SafetensorsWriter;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.nn.FiniteValues;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterStore;

class FiniteWeightsTest {
    @TempDir
    private Path folder;

    private Path file(ElementType type, long bits) {
        ByteBuffer bytes = ByteBuffer.allocate(6 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < type.bytes(); i++) {
            bytes.put(4 * type.bytes() + i, (byte) (bits >>> (8 * i)));
        }
        Path path = folder.resolve("weights.safetensors");
        try (SafetensorsWriter writer = SafetensorsWriter.create(
                path, Map.of(), List.of(new TensorDeclaration("layer.weight", type, List.of(2L, 3L))))) {
            writer.write("layer.weight", bytes);
            writer.commit();
        }
        return path;
    }

    @ParameterizedTest
    @CsvSource({
        "F32,  7FC00000, NaN",
        "F32,  7F800000, Infinity",
        "F32,  FF800000, -Infinity",
        "F16,  7C00, Infinity",
        "BF16, FF80, -Infinity",
        "F64,  7FF8000000000000, NaN",
        "F64,  7E37E43C8800759C, 1.0E300"
    })
    void aWeightThatIsNoFiniteNumberIsNamedWithFileTensorAndPlace(ElementType type, String bits, String value) {
        Path path = file(type, Long.parseUnsignedLong(bits, 16));
        try (PointerScope scope = new PointerScope();
                SafetensorsFile file = SafetensorsFile.open(path)) {
            Tensor read = TensorFiles.read(file, "layer.weight", Device.CPU);
            assertThatThrownBy(() -> FiniteValues.require(path.toString(), "layer.weight", read))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageStartingWith(path + ": tensor 'layer.weight' has " + value + " as value 4, and must");
        }
    }

    @Test
    void noParameterTakesAWeightThatIsNoFiniteNumber() {
        try (PointerScope scope = new PointerScope();
                ParameterStore parameters = ParameterStore.initialised(Device.CPU, 1)) {
            Tensor weight = parameters.root().child("layer").create("weight", Initialisation.zeros(), 2);
            Tensor wrong = torch.tensor(new float[] {1, Float.NaN});
            assertThatThrownBy(() -> parameters.load(Map.of("layer.weight", wrong), "some file"))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageStartingWith("some file: tensor 'layer.weight' has NaN as value 1");
            assertThatThrownBy(() -> parameters.load(Set.of("layer.weight"), name -> wrong, "some file"))
                    .hasMessageContaining("NaN");
            assertThat(weight.sum().item_float()).isZero();
        }
    }
}
