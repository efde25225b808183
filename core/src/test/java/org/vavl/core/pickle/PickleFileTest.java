package org.vavl.core.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;

/** Pickles that are written by hand, each character a byte; those that Python wrote are in the tests of the importers. */
class PickleFileTest {
    /** An array of two float32, 1 and -2, in protocol 2, with what stands for its shape, order and bytes to be put in. */
    private static final String ARRAY =
            "\u0080\2cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085U\1b\u0087R(K\1%scnumpy\ndtype\nU\2f4"
                    + "K\0K\1\u0087R(K\3U\1<NNNJ\u00FF\u00FF\u00FF\u00FFJ\u00FF\u00FF\u00FF\u00FFK\0tb%s%stb.";

    private static final String SHAPE = "K\2\u0085";
    private static final String BYTES = "C\10\0\0\u0080\77\0\0\0\u00C0";

    @TempDir
    private Path folder;

    private Path file(String pickle) throws IOException {
        return Files.write(folder.resolve("a.pkl"), pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsAnArrayWhateverHoldsItsBytes() throws IOException {
        String encoded = "c_codecs\nencode\nX\12\0\0\0\0\0\u00C2\u0080\77\0\0\0\u00C3\u0080U\6latin1\u0086R";
        for (String bytes : List.of(BYTES, BYTES.replace('C', 'U'), encoded)) {
            try (PickleFile file = PickleFile.open(file(String.format(Locale.ROOT, ARRAY, SHAPE, "\u0089", bytes)))) {
                NumpyArray array = (NumpyArray) file.root();
                assertThat(array.shape()).containsExactly(2L);
                assertThat(array.numbers(0, 2)).containsExactly(1, -2);
                assertThat(array.numbers(1, 1)).containsExactly(-2);
            }
        }
    }

    @Test
    void bytesInProtocol2MayBeManyAndAreReadAsProtocol4HasThem() throws IOException {
        int count = 1 << 19;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            text.writeBytes("\0\0\u00C2\u0080\77".getBytes(StandardCharsets.ISO_8859_1)); // 1 as float32, in UTF-8
        }
        String pickled = "c_codecs\nencode\nX" + size(text.size()) + text.toString(StandardCharsets.ISO_8859_1)
                + "U\6latin1\u0086R";
        try (PickleFile file = PickleFile.open(
                file(String.format(Locale.ROOT, ARRAY, "J" + size(count) + "\u0085", "\u0089", pickled)))) {
            assertThat(((NumpyArray) file.root()).numbers(count - 2, 2)).containsExactly(1, 1);
        }
    }

    private static String size(int size) {
        return new String(new char[] {
            (char) (size & 0xFF), (char) (size >> 8 & 0xFF), (char) (size >> 16 & 0xFF), (char) (size >> 24)
        });
    }

    @Test
    void readsTheSimpleTypes() throws IOException {
        String pickle = "\u0080\4\u0095\0\0\0\0\0\0\0\0}\u0094(\u008C\1a\u0094]\u0094(K\1\u0088NG\77\u00F8\0\0\0\0\0\0e"
                + "\u008C\1b\u0094\u008D\1\0\0\0\0\0\0\0xu.";
        try (PickleFile file = PickleFile.open(file(pickle))) {
            assertThat(file.root()).isEqualTo(Map.of("a", List.of(1L, true, PickleReader.NONE, 1.5), "b", "x"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'cos\nsystem\n(X\2\0\0\0lstR.', wants to call os.system",
        "'c__builtin__\neval\nX\2\0\0\0ab\u0085R.', wants to call __builtin__.eval",
        "'cnumpy\nload\n.', wants to call numpy.load",
        "'cnumpy.core.multiarray\nscalar\n)R.', arguments that do not fit",
        "'c_codecs\nencode\nX\1\0\0\0aX\5\0\0\0rot13\u0086R.', arguments that do not fit",
        "'cnumpy\ndtype\nX\2\0\0\0V8\u0085R.', elements of type 'V8'",
        "'cnumpy\ndtype\nX\3\0\0\0f99\u0085R.', elements of type 'f99'",
        "'cnumpy\ndtype\nX\2\0\0\0f4\u0085R(K\3X\1\0\0\0<K\1NNtb.', array of records",
        "'cnumpy\ndtype\nX\2\0\0\0f4\u0085R(K\3X\1\0\0\0!NNNtb.', byte order",
        "'cbuiltins\nbytearray\nB\u00FF\u00FF\u00FF\177\u0085R.', ends within its pickle",
        "'\u008E\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\177.', ends within its pickle",
        "'\u008E\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF.', more than 2^63 bytes",
        "'\u008B\u00FF\u00FF\u00FF\177.', whole number of 2147483647 bytes",
        "'\u0097.', operation 0x97",
        "'K\1Q.', outside of the file",
        "'\u0080\6.', protocol 6",
        "'', ends within its pickle"
    })
    void refusesAPickleInOneLine(String pickle, String reason) throws IOException {
        refused(file(pickle), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "'K\3\u0085', '\u0089', shape [3] with elements of 4 bytes",
        "'J\u00FF\u00FF\u00FF\u00FF\u0085', '\u0089', impossible shape [-1]",
        "'\u008A\10\0\0\0\0\0\0\0\100\u0085', '\u0089', 8 bytes for them",
        "'\u008A\10\0\0\0\0\0\0\0\100\u008A\10\0\0\0\0\0\0\0\100\u0086', '\u0089', impossible shape",
        "'(K\1K\1K\1K\1K\1K\1K\1K\1K\2t', '\u0089', more than 8 dimensions",
        "'K\2K\2\u0086', '\u0088', in Fortran's order",
        "'K\2', '\u0089', no tuple"
    })
    void refusesAnArrayThatCannotBe(String shape, String order, String reason) throws IOException {
        refused(file(String.format(Locale.ROOT, ARRAY, shape, order, BYTES)), reason);
    }

    @Test
    void refusesMoreThanAFileOfArraysNeeds() throws IOException {
        refused(file("N".repeat(1 << 22) + "N."), "more than 4194304 operations");
        String longText = "X" + size(1 << 20) + "a".repeat(1 << 20);
        try (PickleFile file =
                PickleFile.open(file(longText + "X" + size((1 << 20) + 1) + "a".repeat((1 << 20) + 1) + "."))) {
            assertThat(file.root()).isInstanceOf(PickleBlock.class);
        }
        refused(folder, "is a folder");
        refused(folder.resolve("no"), "no such file");
    }

    @Test
    void whatIsCutOffOrDamagedIsReadOrRefused() throws IOException {
        byte[] good = String.format(Locale.ROOT, ARRAY, SHAPE, "\u0089", BYTES).getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = i < good.length ? Arrays.copyOf(good, i) : good.clone();
            for (int change = 0; i >= good.length && change < 1 + i % 3; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Path path = Files.write(folder.resolve("damaged.pkl"), bytes);
            try (PickleFile file = PickleFile.open(path)) {
                if (file.root() instanceof NumpyArray array && array.isNumeric()) {
                    assertThat(array.numbers(0, (int) array.size())).hasSizeLessThanOrEqualTo(8);
                }
            } catch (VavlException e) {
                assertThat(e.getMessage())
                        .as("file %d", i)
                        .startsWith(path.toString())
                        .doesNotContain("\n");
            }
        }
    }

    private static void refused(Path path, String reason) {
        assertThatThrownBy(() -> PickleFile.open(path).close())
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
