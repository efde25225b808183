package org.vavl.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.nn.VavlException;

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
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*'(descr|fortran_order|shape)'\\s*:\\s*"
                    + "('[^']{0,40}'|True|False|\\([\\d,\\sL]{0,100}\\)|\\[.*?\\])\\s*,?",
            Pattern.DOTALL);
    private static final Pattern FLOAT = Pattern.compile("'([<>])f([248])'");
    private static final Pattern SHAPE = Pattern.compile("\\(\\s*(\\d{1,10})\\s*,\\s*(?:(\\d{1,10})\\s*,?\\s*)?\\)");

    /**
     * Reads the header's text, a Python dictionary of three entries.
     *
     * @throws VavlException if it is anything else, or the array is not one that can be a sequence
     */
    static NpyHeader parse(Path path, String text) {
        String inner = text.strip();
        if (!inner.startsWith("{") || !inner.endsWith("}")) {
            throw new VavlException(path + ": its .npy header is no Python dictionary");
        }
        Matcher entry = ENTRY.matcher(inner).region(1, inner.length() - 1);
        String descr = "";
        String fortranOrder = "";
        String shape = "";
        int end = 1;
        while (entry.lookingAt()) {
            switch (entry.group(1)) {
                case "descr" -> descr = entry.group(2);
                case "fortran_order" -> fortranOrder = entry.group(2);
                default -> shape = entry.group(2);
            }
            end = entry.end();
            entry.region(end, inner.length() - 1);
        }
        if (!inner.substring(end, inner.length() - 1).isBlank() || !fortranOrder.matches("True|False")) {
            throw new VavlException(
                    path + ": its .npy header must say descr, fortran_order and shape, and nothing else");
        }
        return of(path, descr, fortranOrder.equals("True"), shape);
    }

    private static NpyHeader of(Path path, String descr, boolean fortranOrder, String shape) {
        Matcher type = FLOAT.matcher(descr);
        if (!type.matches()) {
            throw new VavlException(path + ": has elements of type " + shown(descr)
                    + ", and must have float16, float32 or float64 ('<f2', '<f4' or '<f8')");
        }
        Matcher sizes = SHAPE.matcher(shape);
        if (!sizes.matches()) {
            throw new VavlException(path + ": has the shape " + shown(shape)
                    + ", and must have two sizes (frames, width), or one (width)");
        }
        boolean flat = sizes.group(2) == null;
        long frames = flat ? 1 : Long.parseLong(sizes.group(1));
        long width = Long.parseLong(sizes.group(flat ? 1 : 2));
        if (frames > Integer.MAX_VALUE || width < 1 || width > Integer.MAX_VALUE) {
            throw new VavlException(path + ": has the shape " + shown(shape) + ", and its sizes must be 1 to "
                    + Integer.MAX_VALUE + " (0 frames are allowed)");
        }
        ByteOrder order = type.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new NpyHeader(frames, width, Integer.parseInt(type.group(2)), order, fortranOrder && !flat);
    }

    private static String shown(String text) {
        return text.isEmpty()
                ? "(none)"
                : text.substring(0, Math.min(60, text.length())).replaceAll("\\s+", " ");
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
