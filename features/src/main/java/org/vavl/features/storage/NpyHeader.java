package org.vavl.features.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;

/**
 * What a {@code .npy} file's header says of its values.
 *
 * @param frames T
 * @param width D
 * @param bytesPerValue 2, 4 or 8: float16, float32 or float64
 * @param order the values' byte order
 * @param fortranOrder whether the first index runs fastest
 */
record NpyHeader(long frames, long width, int bytesPerValue, ByteOrder order, boolean fortranOrder) {
    private static final Pattern FLOAT = Pattern.compile("([<>])f([248])");

    /**
     * What an array is as a sequence.
     *
     * @param source the file's name, for messages
     * @throws VavlException if it is none that can be a sequence
     */
    static NpyHeader of(String source, NpyDeclaration declared) {
        Matcher type = FLOAT.matcher(declared.type());
        if (!type.matches()) {
            throw new VavlException(source + ": has elements of type " + declared.type()
                    + ", and must have float16, float32 or float64 ('<f2', '<f4' or '<f8')");
        }
        List<Long> shape = declared.shape();
        if (shape.isEmpty() || shape.size() > 2) {
            throw new VavlException(source + ": has the shape " + declared.shapeText()
                    + ", and must have two sizes (frames, width), or one (width)");
        }
        boolean flat = shape.size() == 1;
        long frames = flat ? 1 : shape.get(0);
        long width = shape.get(shape.size() - 1);
        if (frames > Integer.MAX_VALUE || width < 1 || width > Integer.MAX_VALUE) {
            throw new VavlException(source + ": has the shape " + declared.shapeText() + ", and its sizes must be 1 to "
                    + Integer.MAX_VALUE + " (0 frames are allowed)");
        }
        ByteOrder order = type.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new NpyHeader(frames, width, Integer.parseInt(type.group(2)), order, declared.fortranOrder() && !flat);
    }

    /** T·D; two ints' product fits. */
    long values() {
        return frames * width;
    }

    /** Whether the file's bytes are the sequence's as they stand. */
    boolean isFloatView() {
        return bytesPerValue == Float.BYTES && order == ByteOrder.LITTLE_ENDIAN && !fortranOrder;
    }

    /** Where the i-th value of the file stands in the sequence. */
    int indexOf(int i) {
        return fortranOrder ? (int) (i % frames * width + i / frames) : i;
    }

    /** Version, length and text for a float32 array, as NumPy writes them, without the magic string before them. */
    static byte[] float32(int frames, int width, int alignment) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + frames + ", " + width + "), }";
        int before = 10;
        int padding = Math.floorMod(-(before + text.length() + 1), alignment);
        byte[] padded = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length)
                .put(padded)
                .array();
    }
}
