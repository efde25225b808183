package org.vavl.corpus.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.nn.InputFile;
import org.vavl.nn.VavlException;

/** Square grey pictures in an archive of NumPy's, {@code .npz}: its array {@code images}, N×S×S bytes. */
final class PictureArchive {
    private static final String ENTRY = "images.npy";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile("\\{'descr': '\\|u1', 'fortran_order': False, "
            + "'shape': \\((\\d{1,9}), (\\d{1,5}), (\\d{1,5})\\), *\\}\\s*");
    private static final long LARGEST = 1 << 30;
    private static final ExtractorId PIXELS = new ExtractorId("pixels", "1");

    private final int pictures;
    private final int side;
    private final byte[] pixels;

    private PictureArchive(int pictures, int side, byte[] pixels) {
        this.pictures = pictures;
        this.side = side;
        this.pixels = pixels;
    }

    /**
     * Reads an archive.
     *
     * @throws VavlException if it cannot be read or has no such array, of 1 GiB at most
     */
    static PictureArchive read(Path file) {
        try (ZipFile archive = new ZipFile(InputFile.require(file).toFile())) {
            ZipEntry entry = archive.getEntry(ENTRY);
            if (entry == null) {
                throw new VavlException(file + " has no array 'images', and must have one");
            }
            try (InputStream in = archive.getInputStream(entry)) {
                return read(file, in);
            }
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    private static PictureArchive read(Path file, InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new VavlException(file + ": 'images' is no NumPy array of version 1.0");
        }
        int length = (start[MAGIC.length] & 0xFF) | (start[MAGIC.length + 1] & 0xFF) << 8;
        Matcher header = HEADER.matcher(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        if (!header.matches() || !header.group(2).equals(header.group(3))) {
            throw new VavlException(file + ": 'images' must be N×S×S bytes in C order");
        }
        int pictures = Integer.parseInt(header.group(1));
        int side = Integer.parseInt(header.group(2));
        long bytes = (long) pictures * side * side;
        if (side < 1 || bytes > LARGEST) {
            throw new VavlException(file + ": 'images' has " + pictures + " pictures of " + side + "×" + side
                    + " pixels, and must have 1 to " + LARGEST + " bytes in all");
        }
        byte[] pixels = in.readNBytes((int) bytes);
        if (pixels.length < bytes) {
            throw new VavlException(
                    file + ": 'images' has " + pixels.length + " bytes, and must have " + bytes + ": cut off");
        }
        return new PictureArchive(pictures, side, pixels);
    }

    /** N. */
    int pictures() {
        return pictures;
    }

    /** One picture as a sequence of one frame of S·S values from 0 to 255, row after row. */
    FeatureSequence picture(int number) {
        int width = side * side;
        float[] values = new float[width];
        for (int p = 0; p < width; p++) {
            values[p] = pixels[number * width + p] & 0xFF;
        }
        return FeatureSequence.allValid(FloatBuffer.wrap(values), width, 1, PIXELS);
    }
}
