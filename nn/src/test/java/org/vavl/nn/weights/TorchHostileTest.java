package org.vavl.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.weights.TorchContent;
import org.vavl.core.weights.TorchFile;
import org.vavl.core.weights.WeightFile;

class TorchHostileTest {
    private static final String DICTIONARY = "\u0080\u0002}";
    private static final String STORAGE =
            "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\0" + "0X\u0003\0\0\0cpuK\u0002tQ";

    @TempDir
    private Path folder;

    /** A file in the zip format with one storage, 0, of eight bytes. Each character of the pickle is a byte. */
    private Path zip(String pickle, int method) throws IOException {
        Path path = folder.resolve("hostile.pt");
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1), method);
            add(zip, "archive/data/0", new byte[8], method);
        }
        return path;
    }

    private static void add(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            entry.setSize(content.length);
            entry.setCrc(checksum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A dictionary with the tensor w over the first storage, from what follows the storage in its constructor's arguments. */
    private static String tensor(String offset, String size, String stride) {
        return DICTIONARY + "X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n" + STORAGE + offset + size + stride
                + "\u0089NtRs.";
    }

    private static void refused(Path path, String reason) {
        Refusal.of(path, reason, () -> WeightFile.open(path).close());
    }

    @Test
    void theFilesHereAreRightBeforeTheyAreBroken() throws IOException {
        String pickle = tensor("K\0", "K\u0002\u0085", "K\u0001\u0085");
        try (WeightFile file = WeightFile.open(zip(pickle, ZipEntry.STORED))) {
            assertThat(file.floats("w").remaining()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'cos\nsystem\n(X\2\0\0\0lstR.', wants to call os.system",
        "'c__builtin__\neval\nX\2\0\0\0ab\u0085R.', wants to call __builtin__.eval",
        "'X\7\0\0\0torch.aX\4\0\0\0load\u0093.', wants to call torch.a.load",
        "'ctorch\nload\n.', wants to call torch.load",
        "'ccollections\nOrderedDict\nK\1\u0085R.', arguments that do not fit",
        "'}.', no dictionary of tensors",
        "'K\1.', no dictionary of tensors",
        "'K\1K\1a.', appends to what is no list",
        "'.', takes more from its stack",
        "'t.', lacks a mark",
        "'h\1.', has not stored",
        "'q\1.', empty stack",
        "'}]K\1s.', neither a string nor a whole number",
        "']K\1K\1s.', no dictionary",
        "'X\u00FF\u00FF\u00FF\u00FFa.', at most 1048576",
        "'X\u00FF\0\0\0a.', ends within its pickle",
        "'i.', operation 0x69",
        "'\u0080\11.', protocol 9",
        "'K\1Q.', no tuple",
        "'(K\1K\1K\1K\1K\1tQ.', no plain storage"
    })
    void refusesAPickle(String pickle, String reason) throws IOException {
        refused(zip(pickle, ZipEntry.STORED), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 1, element 2 of a storage of 2",
        "0, 3, 1, element 2 of a storage of 2",
        "0, 2, 2, element 2 of a storage of 2",
        "0, 127, 0, more elements than its storage"
    })
    void refusesATensorThatIsNotInItsStorage(int offset, int size, int stride, String reason) throws IOException {
        String pickle = tensor("K" + (char) offset, "K" + (char) size + "\u0085", "K" + (char) stride + "\u0085");
        refused(zip(pickle, ZipEntry.STORED), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"J\u00FF\u00FF\u00FF\u00FF", "\u008A\10\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\177"})
    void refusesImpossibleNumbers(String number) throws IOException {
        refused(zip(tensor(number, "K\2\u0085", "K\1\u0085"), ZipEntry.STORED), "tensor 'w' is impossible");
        refused(zip(tensor("K\0", number + "\u0085", "K\1\u0085"), ZipEntry.STORED), "tensor 'w' is impossible");
        refused(zip(tensor("K\0", "K\2\u0085", number + "\u0085"), ZipEntry.STORED), "tensor 'w' is impossible");
        refused(
                zip(tensor("K\0", "K\2\u0085", "K\1\u0085").replace("cpuK\2", "cpu" + number), ZipEntry.STORED),
                "storage");
    }

    @Test
    void refusesWhatIsCompressed() throws IOException {
        refused(zip(tensor("K\0", "K\2\u0085", "K\1\u0085"), ZipEntry.DEFLATED), "has data.pkl compressed");
    }

    @Test
    void refusesAStorageThatIsMissingOrOfAnotherSize() throws IOException {
        String pickle = tensor("K\0", "K\2\u0085", "K\1\u0085");
        refused(zip(pickle.replace("0X\3", "1X\3"), ZipEntry.STORED), "lacks data/1");
        refused(zip(pickle.replace("cpuK\2", "cpuK\3"), ZipEntry.STORED), "has 8 bytes of its storage 0");
    }

    @Test
    void refusesALongPickle() throws IOException {
        refused(zip("N".repeat(TorchContent.MAXIMUM_PICKLE_BYTES + 1), ZipEntry.STORED), "has a pickle of");
        ByteArrayOutputStream legacy = new ByteArrayOutputStream();
        legacy.writeBytes(Arrays.copyOf(Files.readAllBytes(TorchFileTest.golden("golden-legacy.pt")), 15));
        legacy.writeBytes("N".repeat(TorchContent.MAXIMUM_PICKLE_BYTES).getBytes(StandardCharsets.ISO_8859_1));
        refused(Files.write(folder.resolve("long.pt"), legacy.toByteArray()), "ends within its pickle");
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path path = folder.resolve("other.pt");
        refused(Files.write(path, "PK\3\4 and no archive".getBytes(StandardCharsets.ISO_8859_1)), "cannot be read");
        byte[] otherNumber = ByteBuffer.allocate(15)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x0A8A0280)
                .array();
        otherNumber[14] = '.';
        refused(Files.write(path, otherNumber), "its magic number differs");
        assertThatThrownBy(() -> TorchFile.open(Files.write(path, new byte[20])))
                .hasMessageContaining("begins as neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden-zip.pt", "golden-legacy.pt"})
    void whatIsCutOffOrDamagedIsReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(TorchFileTest.golden(name));
        Path path = folder.resolve(name);
        for (int length = 4; length < whole.length; length += 7) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(path)).isExactlyInstanceOf(VavlException.class);
        }
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j <= i % 3; j++) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
            }
            try {
                readAll(Files.write(path, damaged));
            } catch (VavlException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }

    private static void readAll(Path path) {
        try (WeightFile file = WeightFile.open(path)) {
            file.declarations().keySet().forEach(file::bytes);
        }
    }
}
