package org.vavl.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;

class SafetensorsWriterTest {
    @TempDir
    private Path folder;

    private static TensorDeclaration floats(String name, long... shape) {
        return new TensorDeclaration(
                name, ElementType.F32, Arrays.stream(shape).boxed().toList());
    }

    @Test
    void whatIsWrittenInPiecesAndAnyOrderIsReadBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Path path = folder.resolve("round" + round);
            Map<String, byte[]> contents = randomContents(random);
            List<TensorDeclaration> declarations = new ArrayList<>();
            contents.forEach((name, bytes) ->
                    declarations.add(new TensorDeclaration(name, ElementType.U8, List.of((long) bytes.length))));
            try (SafetensorsWriter writer =
                    SafetensorsWriter.create(path, Map.of("z", "1", "a", "ü\n"), declarations)) {
                writeInPieces(writer, contents, random);
                writer.commit();
            }
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                assertThat(file.entries().keySet()).as("seed %d", seed).hasSameElementsAs(contents.keySet());
                assertThat(file.metadata()).containsExactly(Map.entry("a", "ü\n"), Map.entry("z", "1"));
                contents.forEach((name, bytes) ->
                        assertThat(file.bytes(name)).as("seed %d", seed).isEqualTo(ByteBuffer.wrap(bytes)));
            }
        }
    }

    private static Map<String, byte[]> randomContents(Random random) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            byte[] bytes = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(1000)];
            random.nextBytes(bytes);
            contents.put("tensor" + random.nextInt(1000), bytes);
        }
        return contents;
    }

    private static void writeInPieces(SafetensorsWriter writer, Map<String, byte[]> contents, Random random) {
        Map<String, ByteBuffer> left = new LinkedHashMap<>();
        contents.forEach((name, bytes) -> left.put(name, ByteBuffer.wrap(bytes)));
        List<String> names = new ArrayList<>(left.keySet());
        while (!names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            ByteBuffer bytes = Objects.requireNonNull(left.get(name));
            int count = random.nextInt(bytes.remaining() + 1);
            writer.write(name, bytes.slice().limit(count));
            bytes.position(bytes.position() + count);
            if (!bytes.hasRemaining()) {
                names.remove(name);
            }
        }
    }

    @Test
    void floatsOfAnyBufferAreReadBack() {
        float[] values = new float[200_000];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Path path = folder.resolve("floats");
        try (SafetensorsWriter writer =
                SafetensorsWriter.create(path, Map.of(), List.of(floats("a", 2, 100_000), floats("none", 0)))) {
            writer.write("a", FloatBuffer.wrap(values, 0, 1));
            FloatBuffer bigEndian = ByteBuffer.allocate(4 * values.length)
                    .order(ByteOrder.BIG_ENDIAN)
                    .asFloatBuffer()
                    .put(values)
                    .position(1);
            writer.write("a", bigEndian);
            assertThat(bigEndian.position()).isEqualTo(1);
            writer.commit();
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.floats("a")).isEqualTo(FloatBuffer.wrap(values));
            assertThat(file.floats("a").isReadOnly()).isTrue();
            assertThat(file.floats("none").remaining()).isZero();
        }
    }

    @Test
    void whatIsNotCommittedLeavesNothingBehind() throws IOException {
        Path path = Files.writeString(folder.resolve("weights"), "old");
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, Map.of(), List.of(floats("a", 1)))) {
            writer.write("a", FloatBuffer.allocate(1));
        }
        assertThat(path).hasContent("old");
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, Map.of(), List.of(floats("a", 2)))) {
            writer.write("a", FloatBuffer.allocate(1));
            assertThatThrownBy(writer::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("tensor 'a' has got 4 of its 8 bytes");
        }
        assertThat(path).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void whatWasNotDeclaredIsNotWritten() {
        Path path = folder.resolve("weights");
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, Map.of(), List.of(floats("a", 1)))) {
            assertThatThrownBy(() -> writer.write("b", FloatBuffer.allocate(1))).hasMessageContaining("'b'");
            assertThatThrownBy(() -> writer.write("a", FloatBuffer.allocate(2))).hasMessageContaining("would get 8");
        }
        assertThatThrownBy(() -> SafetensorsWriter.create(path, Map.of(), List.of(floats("a", 1), floats("a", 1)))
                        .close())
                .hasMessageContaining("declared twice");
        assertThatThrownBy(() -> floats("__metadata__", 1)).hasMessageContaining("keeps for itself");
        assertThatThrownBy(() -> floats("a", -1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> floats("a", Long.MAX_VALUE, 2)).hasMessageContaining("counted");
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsNamed() {
        assertThatThrownBy(() ->
                        SafetensorsWriter.create(folder, Map.of(), List.of()).close())
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("it is a folder");
        Path lost = folder.resolve("none").resolve("weights");
        assertThatThrownBy(() ->
                        SafetensorsWriter.create(lost, Map.of(), List.of()).close())
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("its folder does not exist");
    }

    /** Sparse, so it takes no room on the disk. */
    @Test
    void filesOfManyGigabytesAreMapped() {
        long gigabyte = 1L << 30;
        Path path = folder.resolve("large");
        List<TensorDeclaration> declarations = List.of(
                new TensorDeclaration("a", ElementType.U8, List.of(gigabyte - 8)),
                new TensorDeclaration("b", ElementType.U8, List.of(2 * gigabyte - 8)),
                new TensorDeclaration("c", ElementType.U8, List.of(3 * gigabyte)),
                floats("d", 2));
        try (AtomicFile file = AtomicFile.create(path)) {
            byte[] header = SafetensorsWriter.header(Map.of(), SafetensorsWriter.layOut(declarations));
            file.write(ByteBuffer.wrap(header), 0);
            file.write(ByteBuffer.wrap(new byte[] {1}), header.length + gigabyte - 9);
            file.write(ByteBuffer.wrap(new byte[] {2}), header.length + gigabyte - 8);
            file.write(ByteBuffer.wrap(new byte[] {3}), header.length + 3 * gigabyte - 17);
            file.write(ByteBuffer.wrap(new byte[] {0, 0, -128, 63, 0, 0, 0, 64}), header.length + 6 * gigabyte - 16);
            file.commit();
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.bytes("a").get((int) gigabyte - 9)).isEqualTo((byte) 1);
            assertThat(file.bytes("b").get(0)).isEqualTo((byte) 2);
            assertThat(file.bytes("b").get((int) (2 * gigabyte - 9))).isEqualTo((byte) 3);
            assertThat(file.floats("d")).isEqualTo(FloatBuffer.wrap(new float[] {1, 2}));
            assertThatThrownBy(() -> file.bytes("c"))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("tensor 'c' has 3221225472 bytes, and at most 2147483647");
        }
    }

    @Test
    void aFileThatWasClosedOrLacksTheTensorSaysSo() {
        Path path = folder.resolve("weights");
        try (SafetensorsWriter writer = SafetensorsWriter.create(
                path, Map.of(), List.of(new TensorDeclaration("a", ElementType.I16, List.of())))) {
            writer.write("a", ByteBuffer.allocate(2));
            writer.commit();
        }
        SafetensorsFile file = SafetensorsFile.open(path);
        assertThatThrownBy(() -> file.floats("a"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("type I16, and must have F32");
        assertThatThrownBy(() -> file.bytes("b"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("no tensor 'b'");
        file.close();
        assertThatThrownBy(() -> file.bytes("a")).isInstanceOf(IllegalStateException.class);
    }
}
