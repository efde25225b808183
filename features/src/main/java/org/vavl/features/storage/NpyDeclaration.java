package org.vavl.features.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;

/**
 * What the beginning of a {@code .npy} file says of the array behind it (<a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>, versions 1.0 to 3.0).
 *
 * @param type of the elements, such as {@code <f4}; of structured ones, the beginning of what the file says
 * @param fortranOrder whether the first index runs fastest
 * @param shape the array's sizes, each 0 to 9,999,999,999
 */
public record NpyDeclaration(String type, boolean fortranOrder, List<Long> shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAXIMUM_BYTES = 1 << 16;
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*'(descr|fortran_order|shape)'\\s*:\\s*"
                    + "('[^']{0,40}'|True|False|\\([\\d,\\sL]{0,100}\\)|\\[.*?\\])\\s*,?",
            Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("^'([^']*)'$");
    private static final Pattern SHAPE = Pattern.compile("\\(\\s*(?:\\d{1,10}\\s*,\\s*)*(?:\\d{1,10}\\s*,?\\s*)?\\)");
    private static final Pattern SIZE = Pattern.compile("\\d+");

    /** Copies the shape. */
    public NpyDeclaration {
        shape = List.copyOf(shape);
    }

    /**
     * Reads a file's beginning.
     *
     * @param source the file's name, for messages
     * @param in stands at the first value afterwards
     * @throws IOException if reading fails
     * @throws VavlException if it is no such beginning
     */
    public static NpyDeclaration read(String source, InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new VavlException(source + ": not a .npy file: does not begin with \\x93NUMPY");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new VavlException(
                    source + ": has version " + version + " of the .npy format, and must have 1, 2 or 3");
        }
        ByteBuffer length = ByteBuffer.wrap(in.readNBytes(version == 1 ? Short.BYTES : Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (length.remaining() < (version == 1 ? Short.BYTES : Integer.BYTES)) {
            throw new VavlException(source + ": not a .npy file: it is cut off within its header");
        }
        long bytes = version == 1 ? length.getShort() & 0xFFFF : length.getInt() & 0xFFFFFFFFL;
        byte[] text = bytes > MAXIMUM_BYTES ? new byte[0] : in.readNBytes((int) bytes);
        if (text.length < bytes) {
            throw new VavlException(source + ": its .npy header should have " + bytes + " bytes, and must have at most "
                    + MAXIMUM_BYTES + " and all of them: damaged or cut off");
        }
        return parse(
                source, new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1).strip());
    }

    /** Reads a Python dictionary of three entries. */
    private static NpyDeclaration parse(String source, String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new VavlException(source + ": its .npy header is no Python dictionary");
        }
        Matcher entry = ENTRY.matcher(text).region(1, text.length() - 1);
        String type = "";
        String fortranOrder = "";
        String shape = "";
        int end = 1;
        while (entry.lookingAt()) {
            switch (entry.group(1)) {
                case "descr" -> type = entry.group(2);
                case "fortran_order" -> fortranOrder = entry.group(2);
                default -> shape = entry.group(2);
            }
            end = entry.end();
            entry.region(end, text.length() - 1);
        }
        if (!text.substring(end, text.length() - 1).isBlank() || !fortranOrder.matches("True|False")) {
            throw new VavlException(
                    source + ": its .npy header must say descr, fortran_order and shape, and nothing else");
        }
        if (!SHAPE.matcher(shape).matches()) {
            throw new VavlException(source + ": has the shape " + shown(shape) + ", and must have sizes");
        }
        List<Long> sizes = SIZE.matcher(shape)
                .results()
                .map(size -> Long.valueOf(size.group()))
                .toList();
        return new NpyDeclaration(shown(QUOTED.matcher(type).replaceFirst("$1")), fortranOrder.equals("True"), sizes);
    }

    /** What every file begins with; a copy. */
    static byte[] magic() {
        return MAGIC.clone();
    }

    /** The shape as Python writes it. */
    String shapeText() {
        return "(" + shape.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private static String shown(String text) {
        return text.isEmpty()
                ? "(none)"
                : text.substring(0, Math.min(60, text.length())).replaceAll("\\s+", " ");
    }
}
