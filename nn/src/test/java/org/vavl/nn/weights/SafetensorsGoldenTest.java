package org.vavl.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.HalfPrecision;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.nn.ScalarTypes;

/** Against files of Python's safetensors, made by {@code tools/fixtures/safetensors_fixture.py}. */
public class SafetensorsGoldenTest {
    private static final Map<String, ElementType> TYPES = Map.of(
            "float64", ElementType.F64,
            "float32", ElementType.F32,
            "float16", ElementType.F16,
            "bfloat16", ElementType.BF16,
            "int64", ElementType.I64,
            "int32", ElementType.I32,
            "int16", ElementType.I16,
            "int8", ElementType.I8,
            "uint8", ElementType.U8,
            "bool", ElementType.BOOL);

    @TempDir
    private Path folder;

    /** One line of {@code golden.txt}. */
    private record Expected(String name, ElementType type, List<Long> shape, List<String> values) {
        static Expected parse(String line) {
            String[] parts = line.split("\t", -1);
            List<Long> shape = parts[2].equals("-")
                    ? List.of()
                    : Arrays.stream(parts[2].split("x")).map(Long::valueOf).toList();
            List<String> values = parts[3].isEmpty() ? List.of() : List.of(parts[3].split(" "));
            return new Expected(parts[0], Objects.requireNonNull(TYPES.get(parts[1])), shape, values);
        }

        double[] numbers() {
            return values.stream().mapToDouble(Expected::number).toArray();
        }

        private static double number(String text) {
            return switch (text) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        }
    }

    public static Path golden() {
        try {
            return Path.of(Objects.requireNonNull(SafetensorsGoldenTest.class.getResource("golden.safetensors"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Expected> expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(SafetensorsGoldenTest.class.getResourceAsStream("golden.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Expected::parse)
                    .toList();
        }
    }

    @Test
    void headerIsWhatPythonWrote() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(golden())) {
            assertThat(file.metadata()).containsExactly(Map.entry("made by", "safetensors 0.8.0 \"golden\"\n"));
            assertThat(file.entries())
                    .hasSize(expected().size())
                    .containsOnlyKeys(expected().stream().map(Expected::name).toList());
            for (Expected tensor : expected()) {
                assertThat(file.entry(tensor.name()).type()).isEqualTo(tensor.type());
                assertThat(file.entry(tensor.name()).shape()).isEqualTo(tensor.shape());
            }
        }
    }

    @Test
    void floatsAreWhatPythonWrote() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(golden())) {
            for (Expected tensor : expected()) {
                if (!tensor.type().name().contains("F")) {
                    continue;
                }
                FloatBuffer floats = file.floats(tensor.name());
                float[] values = new float[floats.remaining()];
                floats.get(values);
                double[] numbers = tensor.numbers();
                assertThat(values).as(tensor.name()).hasSize(numbers.length);
                for (int i = 0; i < values.length; i++) {
                    assertThat(Float.floatToIntBits(values[i]))
                            .as("%s[%d]", tensor.name(), i)
                            .isEqualTo(Float.floatToIntBits((float) numbers[i]));
                }
            }
        }
    }

    @Test
    void tensorsAreWhatPythonWrote() throws IOException {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile file = SafetensorsFile.open(golden())) {
            Map<String, Tensor> tensors = TensorFiles.read(file, name -> true, Device.CPU);
            assertThat(tensors.keySet())
                    .containsExactlyElementsOf(file.entries().keySet());
            for (Expected tensor : expected()) {
                Tensor read = Objects.requireNonNull(tensors.get(tensor.name()));
                assertThat(read.scalar_type().intern()).isEqualTo(ScalarTypes.of(tensor.type()));
                assertThat(read.shape())
                        .containsExactly(
                                tensor.shape().stream().mapToLong(i -> i).toArray());
                if (tensor.type() == ElementType.I64) { // no double holds the largest
                    assertThat(longs(read))
                            .containsExactly(tensor.values().stream()
                                    .mapToLong(Long::parseLong)
                                    .toArray());
                } else {
                    assertThat(doubles(read)).as(tensor.name()).containsExactly(tensor.numbers());
                }
            }
        }
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[(int) tensor.numel()];
        if (values.length > 0) {
            tensor.to(ScalarType.Double).contiguous().data_ptr_double().get(values);
        }
        return values;
    }

    private static long[] longs(Tensor tensor) {
        long[] values = new long[(int) tensor.numel()];
        tensor.data_ptr_long().get(values);
        return values;
    }

    /** So Python reads what Java writes: it is what Python itself would have written. */
    @Test
    void whatWasReleasedIsReadAgain() {
        Map<String, FloatBuffer> before = new HashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(golden())) {
            List<String> names = file.entries().entrySet().stream()
                    .filter(entry -> entry.getValue().type() == ElementType.F32)
                    .map(Map.Entry::getKey)
                    .toList();
            names.forEach(name -> before.put(name, file.floats(name)));
            file.entries().keySet().forEach(file::release);
            assertThat(before).isNotEmpty();
            names.forEach(name -> assertThat(file.floats(name)).isEqualTo(before.get(name)));
        }
    }

    @Test
    void theSameTensorsGiveTheBytesThatPythonWrote() throws IOException {
        Path copy = folder.resolve("copy.safetensors");
        try (PointerScope scope = new PointerScope();
                SafetensorsFile file = SafetensorsFile.open(golden())) {
            TensorFiles.write(copy, file.metadata(), TensorFiles.read(file, name -> true, Device.CPU));
        }
        assertThat(copy).hasSameBinaryContentAs(golden());
    }

    @Test
    void everyHalfHasTheValueOfItsDefinition() {
        Map<Integer, Double> wrong = new HashMap<>();
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 0x1F;
            int fraction = bits & 0x3FF;
            double magnitude = exponent == 0x1F
                    ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                    : exponent == 0
                            ? fraction * Math.pow(2, -24)
                            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
            double value = bits >> 15 == 1 ? -magnitude : magnitude;
            if (Double.compare(HalfPrecision.fromF16((short) bits), value) != 0) {
                wrong.put(bits, value);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat((double) HalfPrecision.fromBf16((short) 0x3FC0)).isCloseTo(1.5, within(0.0));
    }
}
