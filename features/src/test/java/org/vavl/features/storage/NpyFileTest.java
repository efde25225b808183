package org.vavl.features.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

/** Against files of NumPy, made by {@code tools/fixtures/npy_fixture.py}. */
class NpyFileTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("test", "1");

    @TempDir
    private Path folder;

    private static Path golden(String name) {
        try {
            return Path.of(Objects.requireNonNull(NpyFileTest.class.getResource(name + ".npy"), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FloatBuffer goldenValues() {
        float[] values = new float[12];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 8f - 0.5f;
        }
        return FloatBuffer.wrap(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f2-little-c", "f2-little-fortran", "f2-big-c", "f2-big-fortran",
                "f4-little-c", "f4-little-fortran", "f4-big-c", "f4-big-fortran",
                "f8-little-c", "f8-little-fortran", "f8-big-c", "f8-big-fortran",
                "version-2", "version-3"
            })
    void arraysAreWhatNumpyWrote(String name) {
        FeatureSequence sequence = NpyFile.read(golden(name), 25, EXTRACTOR);
        assertThat(sequence.frames()).isEqualTo(4);
        assertThat(sequence.width()).isEqualTo(3);
        assertThat(sequence.validFrames()).isEqualTo(4);
        assertThat(sequence.values()).isEqualTo(goldenValues());
    }

    @Test
    void aVectorIsOneFrame() {
        FeatureSequence sequence = NpyFile.read(golden("vector"), 1, EXTRACTOR);
        assertThat(sequence.frames()).isEqualTo(1);
        assertThat(sequence.values()).isEqualTo(goldenValues());
    }

    @Test
    void whatIsWrittenIsWhatNumpyWrites() {
        Path path = folder.resolve("written.npy");
        NpyFile.write(path, FeatureSequence.allValid(goldenValues(), 3, 25, EXTRACTOR));
        assertThat(path).hasSameBinaryContentAs(golden("f4-little-c"));
    }

    @Test
    void framesThatAreNotValidStayNotValid() {
        Path path = folder.resolve("written.npy");
        BitSet valid = new BitSet();
        valid.set(1, 3);
        NpyFile.write(path, new FeatureSequence(goldenValues(), 3, 25, valid, EXTRACTOR));
        FeatureSequence read = NpyFile.read(path, 25, EXTRACTOR);
        assertThat(read.valid()).isEqualTo(valid);
        assertThat(read.value(1, 0)).isEqualTo(goldenValues().get(3));
        assertThat(read.value(0, 0)).isZero();
    }

    @Test
    void longSequencesAreReadBack() {
        Path path = folder.resolve("written.npy");
        float[] values = new float[300_000];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        for (int width : new int[] {1, 7 * 16, 100_000, 300_000}) {
            FloatBuffer whole = FloatBuffer.wrap(values, 0, values.length / width * width);
            NpyFile.write(path, FeatureSequence.allValid(whole, width, 25, EXTRACTOR));
            assertThat(NpyFile.read(path, 25, EXTRACTOR).values()).isEqualTo(whole);
        }
        NpyFile.write(path, FeatureSequence.allValid(FloatBuffer.allocate(0), 5, 25, EXTRACTOR));
        assertThat(NpyFile.read(path, 25, EXTRACTOR).frames()).isZero();
        assertThat(NpyFile.read(path, 25, EXTRACTOR).width()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "refused-cube     | has the shape (2, 2, 3), and must have two sizes",
                "refused-integers | has elements of type <i8, and must have float16",
                "refused-scalar   | has the shape (), and must have",
                "refused-objects  | has elements of type |O, and must have",
                "refused-record   | has elements of type [('naïve', '<f4')], and must have"
            })
    void otherArraysAreRefused(String name, String reason) {
        refused(golden(name), reason.strip());
    }

    private static void refused(Path path, String reason) {
        assertThatThrownBy(() -> NpyFile.read(path, 25, EXTRACTOR))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), } |16 | has 16 bytes of values, and must have 12",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), } |8  | has 8 bytes of values, and must have 12",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647)}|8| has 4611686014132420609 values, and at most 536870911",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 3)}|8| has the shape (9999999999, 3)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 3)}|12| has the shape (99999999999, 3), and must have sizes",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 3)}  |12 | must say descr",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 0)}   |0  | sizes must be 1 to",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 3)}       |12 | must say descr",
                "{'descr': '<f4', 'fortran_order': False}                    |12 | has the shape (none)",
                "{'descr': __import__('os'), 'shape': (1, 3)}                |12 | must say descr",
                "[1]                                                         |12 | no Python dictionary"
            })
    void aHeaderThatLiesIsRefused(String header, int dataBytes, String reason) throws IOException {
        byte[] text = header.strip().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + dataBytes)
                .put(Arrays.copyOf(Files.readAllBytes(golden("vector")), 8))
                .put((byte) text.length)
                .put((byte) 0)
                .put(text);
        refused(Files.write(folder.resolve("lies.npy"), bytes.array()), reason.strip());
    }

    private Path array(String type, int bytesPerValue, long bits) throws IOException {
        byte[] text = String.format(Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': (4, 3)}", type)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + 12 * bytesPerValue)
                .put(Arrays.copyOf(Files.readAllBytes(golden("vector")), 8))
                .put((byte) text.length)
                .put((byte) 0)
                .put(text);
        for (int i = 0; i < bytesPerValue; i++) {
            bytes.put(10 + text.length + 7 * bytesPerValue + i, (byte) (bits >>> (8 * i)));
        }
        return Files.write(folder.resolve("values.npy"), bytes.array());
    }

    @ParameterizedTest
    @CsvSource({
        "<f4, 4, 7FC00000, NaN",
        "<f4, 4, 7F800000, Infinity",
        "<f4, 4, FF800000, -Infinity",
        "<f4, 4, 7F61B1E6, 3.0000000054977558E38",
        "<f2, 2, 7C00, Infinity",
        "<f8, 8, 7E37E43C8800759C, 1.0E300",
        "<f8, 8, 7FF0000000000000, Infinity"
    })
    void aValueThatIsNoFiniteNumberIsNamedWithItsFrame(String type, int bytesPerValue, String bits, String value)
            throws IOException {
        Path path = array(type, bytesPerValue, Long.parseUnsignedLong(bits, 16));
        refused(path, ": frame 2 has " + value + " as value 1, and must have finite numbers up to");
    }

    @Test
    void whatIsNoArrayIsRefused() throws IOException {
        refused(folder.resolve("nothing.npy"), "no such file");
        refused(folder, "is a folder, and must be a file");
        refused(Files.createFile(folder.resolve("empty.npy")), "not a .npy file");
        refused(Files.writeString(folder.resolve("text.npy"), "1,2,3,4,5,6,7"), "not a .npy file");
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path path = folder.resolve("damaged.npy");
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = Files.readAllBytes(golden(random.nextBoolean() ? "version-2" : "f4-little-c"));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(random.nextBoolean() ? 16 : bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(path, Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(bytes.length)));
            try {
                assertThat(NpyFile.read(path, 25, EXTRACTOR).values().remaining())
                        .isLessThanOrEqualTo(12);
            } catch (VavlException e) {
                assertThat(e).hasMessageStartingWith(path.toString());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", file " + i, e);
            }
        }
    }
}
