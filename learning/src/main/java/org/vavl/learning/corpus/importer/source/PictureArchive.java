package org.vavl.learning.corpus.importer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.InputFile;
import org.vavl.features.storage.NpyDeclaration;

/** Square greyscale images in an archive of NumPy's, {@code .npz}: its array {@code images}, N×S×S bytes. */
public final class PictureArchive {
    private static final String ENTRY = "images.npy";
    private static final String BYTE = "|u1";
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
    public static PictureArchive read(Path file) {
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
        NpyDeclaration declared = NpyDeclaration.read(file + ": 'images'", in);
        List<Long> shapeNSS = declared.shape();
        boolean square = shapeNSS.size() == 3 && shapeNSS.get(1).equals(shapeNSS.get(2));
        if (!square || declared.fortranOrder() || !declared.type().equals(BYTE)) {
            throw new VavlException(file + ": 'images' must be N×S×S bytes in C order");
        }
        long side = shapeNSS.get(1);
        double bytes = (double) shapeNSS.get(0) * side * side; // too large a product is not to seem small
        if (side < 1 || bytes > LARGEST) {
            throw new VavlException(file + ": 'images' has " + shapeNSS.get(0) + " pictures of " + side + "×" + side
                    + " pixels, and must have 1 to " + LARGEST + " bytes in all");
        }
        byte[] pixels = in.readNBytes((int) bytes);
        if (pixels.length < bytes) {
            throw new VavlException(
                    file + ": 'images' has " + pixels.length + " bytes, and must have " + (long) bytes + ": cut off");
        }
        return new PictureArchive(shapeNSS.get(0).intValue(), (int) side, pixels);
    }

    /** N. */
    public int pictures() {
        return pictures;
    }

    /** One picture as a sequence of one frame of S·S values from 0 to 255, row after row. */
    public FeatureSequence picture(int number) {
        int width = side * side;
        float[] values = new float[width];
        for (int p = 0; p < width; p++) {
            values[p] = pixels[number * width + p] & 0xFF;
        }
        return FeatureSequence.allValid(FloatBuffer.wrap(values), width, 1, PIXELS);
    }
}
