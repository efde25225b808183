package org.vavl.core.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the elements of an array of NumPy's are. A pickle makes it by its name and tells its byte order later, once.
 *
 * <p>Not safe for use by several threads while a pickle is read; immutable afterwards.
 */
final class NumpyType {
    private static final Pattern NAME = Pattern.compile("([fiubSUO])([0-9]{1,6})");
    private static final List<String> NUMBERS =
            List.of("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1");
    private static final int LONGEST_TEXT = 1 << 16;

    private final char kind;
    private final int bytes;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private NumpyType(char kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** A type such as {@code f4}. */
    static NumpyType named(String name) throws MalformedPickleException {
        Matcher parts = NAME.matcher(name);
        if (name.equals("?")) {
            return new NumpyType('b', 1);
        }
        if (!parts.matches()) {
            throw unknown(name);
        }
        char kind = name.charAt(0);
        int size = Integer.parseInt(parts.group(2));
        boolean isText = (kind == 'S' || kind == 'U') && size <= LONGEST_TEXT;
        if (!isText && kind != 'O' && !NUMBERS.contains(name)) {
            throw unknown(name);
        }
        return new NumpyType(kind, kind == 'U' ? Integer.BYTES * size : size);
    }

    private static MalformedPickleException unknown(String name) {
        return new MalformedPickleException("its pickle has an array of elements of type '" + PickleReader.shown(name)
                + "', and numbers, strings and objects are read");
    }

    /** (version, byte order, parent of a part, names of fields, fields, …). */
    void build(List<?> state) throws MalformedPickleException {
        if (state.size() < 5 || !(state.get(1) instanceof String symbol)) {
            throw new MalformedPickleException(
                    "its pickle describes the elements of an array in a way that is not known");
        }
        for (Object composed : state.subList(2, 5)) {
            if (composed != PickleReader.NONE) {
                throw new MalformedPickleException(
                        "its pickle has an array of records, and arrays of numbers, strings and objects are read");
            }
        }
        order = switch (symbol) {
            case "<", "|", "=" -> ByteOrder.LITTLE_ENDIAN;
            case ">" -> ByteOrder.BIG_ENDIAN;
            default -> throw new MalformedPickleException("its pickle has a byte order that is neither < nor >");
        };
    }

    /** The size of an element. */
    int bytes() {
        return bytes;
    }

    boolean isNumber() {
        return "fiub".indexOf(kind) >= 0;
    }

    boolean isObject() {
        return kind == 'O';
    }

    /** The number whose bytes are next. */
    double number(ByteBuffer from) {
        from.order(order);
        return switch (kind) {
            case 'f' -> bytes == 8 ? from.getDouble() : bytes == 4 ? from.getFloat() : half(from.getShort());
            case 'i' ->
                switch (bytes) {
                    case 1 -> from.get();
                    case 2 -> from.getShort();
                    case 4 -> from.getInt();
                    default -> from.getLong();
                };
            default ->
                switch (bytes) {
                    case 1 -> from.get() & 0xFF;
                    case 2 -> from.getShort() & 0xFFFF;
                    case 4 -> from.getInt() & 0xFFFFFFFFL;
                    default -> unsigned(from.getLong());
                };
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** The value of an IEEE 754 binary16. */
    private static double half(short bits) {
        int exponent = (bits >>> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude = exponent == 0
                ? fraction * 0x1p-24
                : exponent == 0x1F
                        ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                        : Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The string whose bytes are next, without the zeros behind it. */
    String text(ByteBuffer from) throws MalformedPickleException {
        from.order(order);
        StringBuilder text = new StringBuilder();
        int unit = kind == 'U' ? Integer.BYTES : 1;
        for (int i = 0; i < bytes / unit; i++) {
            int codePoint = unit == 1 ? from.get() & 0xFF : from.getInt();
            if (!Character.isValidCodePoint(codePoint)) {
                throw new MalformedPickleException("its pickle has a string with a character that there is not");
            }
            text.appendCodePoint(codePoint);
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
