package org.vavl.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.weights.SafetensorsFile;

class SafetensorsHostileTest {
    private static final String F32 = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";

    @TempDir
    private Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return file(json.length, json, dataBytes);
    }

    private Path file(long headerLength, byte[] header, int dataBytes) throws IOException {
        Path path = folder.resolve("hostile.safetensors");
        Files.write(
                path,
                ByteBuffer.allocate(8 + header.length + dataBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(headerLength)
                        .put(header)
                        .array());
        return path;
    }

    private static void refused(Path path, String reason) {
        Refusal.of(path, reason, () -> SafetensorsFile.open(path).close());
    }

    @Test
    void theFilesHereAreRightBeforeTheyAreBroken() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(file(F32 + "}", 8))) {
            assertThat(file.floats("a").remaining()).isEqualTo(2);
        }
        try (SafetensorsFile file = SafetensorsFile.open(file("{}   ", 0))) {
            assertThat(file.entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}        |7  |cut off",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}        |9  |1 bytes follow the last tensor",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}        |8  |12 bytes of F32 in shape [3]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}        |8  |place 8 to 0",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[1,9]}}        |9  |must begin where the one before it ends, at 0",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'b':{'dtype':'U8','shape':[8],'data_offsets':[4,12]}}|12|'b' begins at byte 4",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'b':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}}|8|'b' begins at byte 0",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'a':{'dtype':'U8','shape':[8],'data_offsets':[8,16]}}|16|Duplicate",
                "{'a':{'dtype':'U8','dtype':'I8','shape':[8],'data_offsets':[0,8]}} |8 |Duplicate",
                "{'a':{'dtype':'F8','shape':[2],'data_offsets':[0,8]}}         |8  |has dtype 'F8', and must have one of [F64",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}       |8  |negative size or place -2",
                "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}      |8  |VALUE_NUMBER_FLOAT",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,8]}}|8|more elements than can be counted",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}|8|out of range",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}}      |8  |more than 2 numbers",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}          |8  |lacks one of dtype, shape and data_offsets",
                "{'a':{'dtype':'F32','data_offsets':[0,8]}}                    |8  |lacks one of",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}}  |8  |'x', which is no part of the format",
                "{'a':{'dtype':'U8','shape':[99999999999999],'data_offsets':[0,99999999999999]}}|8|ends at byte 99999999999999",
                "{'a':{'dtype':['F32'],'shape':[2],'data_offsets':[0,8]}}      |8  |has dtype '['",
                "{'a':[[[[[[[[]]]]]]]]}                                         |0  |START_OBJECT",
                "{'a':{'dtype':'F32','shape':[[[[1]]]],'data_offsets':[0,8]}}  |8  |nesting depth",
                "{'__metadata__':{'a':1}}                                       |0  |metadata 'a'",
                "{'__metadata__':{'a':{'b':{'c':'d'}}}}                         |0  |metadata 'a'",
                "{'__metadata__':{'a':'b','a':'c'}}                             |0  |Duplicate",
                "{} {}                                                          |0  |behind its closing brace",
                "[]                                                             |0  |START_OBJECT",
                "{'a':                                                          |0  |JSON",
                "{'a':null}                                                     |0  |VALUE_NULL"
            })
    void aHeaderThatLiesIsRefused(String header, int dataBytes, String reason) throws IOException {
        refused(file(header.strip(), dataBytes), reason);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "100000001", "1000000000000000", "9223372036854775807", "-9223372036854775808", "50"})
    void aHeaderLengthThatCannotBeIsRefused(long headerLength) throws IOException {
        refused(file(headerLength, "{}".getBytes(StandardCharsets.UTF_8), 0), Long.toUnsignedString(headerLength));
    }

    @Test
    void moreDimensionsThanLibtorchHasAreRefused() throws IOException {
        refused(file(F32.replace("[2]", "[" + "1,".repeat(64) + "2]") + "}", 8), "more than 64 numbers");
    }

    @Test
    void aHugeHeaderWithinAHugeFileIsRefused() throws IOException {
        Path path = file(200_000_000_000L, new byte[0], 0);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(300_000_000_000L); // sparse: takes no room on the disk
        }
        refused(path, "200000000000 bytes, and must have 2 to 100000000");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        refused(file(5, new byte[] {'{', '"', (byte) 0xC3, '"', '}'}, 0), "UTF-8");
        refused(file(4, new byte[] {'{', 0, '}', 0}, 0), "JSON");
    }

    @Test
    void aNameCannotFloodOrBreakTheMessage() throws IOException {
        refused(file("{'a\\nb\\u001b" + "x".repeat(9_000) + "':1}", 0), "tensor 'a b x");
        refused(file("{'" + "x".repeat(20_000) + "':1}", 0), "JSON");
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        refused(folder.resolve("nothing"), "no such file");
        refused(folder, "is a folder, and must be a file");
        refused(Files.createFile(folder.resolve("empty")), "0 bytes are too few");
    }

    /** Whatever is flipped or cut: the file is read or refused, with one exception type, and never more than it holds. */
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] golden = Files.readAllBytes(SafetensorsGoldenTest.golden());
        Path path = folder.resolve("damaged.safetensors");
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            Files.write(path, damaged(golden, random));
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                for (String name : file.entries().keySet()) {
                    assertThat((long) file.bytes(name).remaining())
                            .isEqualTo(file.entry(name).length())
                            .isLessThan(golden.length);
                }
            } catch (VavlException e) {
                refused++;
                assertThat(e).hasMessageStartingWith(path.toString());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", file " + i, e);
            }
        }
        assertThat(refused).as("seed %d", seed).isBetween(300, 1_000);
    }

    private static byte[] damaged(byte[] golden, Random random) {
        byte[] bytes = golden.clone();
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
        }
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
