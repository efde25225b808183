package org.vavl.core.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The arguments of a pickle's operations, bounded in size. */
final class PickleBytes {
    /** The most bytes of a string that is read, and not passed over. */
    static final int LONGEST_STRING = 1 << 20;

    private static final long MOST_TEXT = 1 << 28;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_INTEGER = 1024;

    private final InputStream in;
    private final boolean passesOverLongStrings;
    private long position;
    private long textBytes;

    /** @param passesOverLongStrings or refuses them */
    PickleBytes(InputStream in, boolean passesOverLongStrings) {
        this.in = in;
        this.passesOverLongStrings = passesOverLongStrings;
    }

    /** One byte. */
    int unsigned() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw cutOff();
        }
        position++;
        return next;
    }

    /** So many bytes, in little-endian order. */
    ByteBuffer buffer(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        position += length;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static EOFException cutOff() {
        return new EOFException("it ends within its pickle");
    }

    /** A length of 4 bytes or 8. */
    long size(int bytes) throws IOException {
        long size = bytes == 4 ? buffer(4).getInt() & 0xFFFFFFFFL : buffer(8).getLong();
        if (size < 0) {
            throw new MalformedPickleException("its pickle has a length of more than 2^63 bytes");
        }
        return size;
    }

    /** A whole number of so many bytes: a {@code Long}, or a {@code BigInteger} if no long can hold it. */
    Object integer(long length) throws IOException {
        if (length > LONGEST_INTEGER) {
            throw new MalformedPickleException("its pickle has a whole number of " + length + " bytes, and at most "
                    + LONGEST_INTEGER + " are read");
        }
        byte[] bytes = buffer((int) length).array();
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swapped = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swapped;
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** A string of so many bytes of UTF-8; a {@link PickleBlock} if it is long and those are passed over. */
    Object text(long length) throws IOException {
        return length > LONGEST_STRING && passesOverLongStrings
                ? block(length, true)
                : text(length, StandardCharsets.UTF_8);
    }

    /** A string of Python 2, whose characters are bytes; a {@link PickleBlock} if it is long and those are passed over. */
    Object byteText(long length) throws IOException {
        return length > LONGEST_STRING && passesOverLongStrings
                ? block(length, false)
                : text(length, StandardCharsets.ISO_8859_1);
    }

    private String text(long length, Charset charset) throws IOException {
        if (length > LONGEST_STRING) {
            throw new MalformedPickleException(
                    "its pickle has a string of " + length + " bytes, and at most " + LONGEST_STRING + " are read");
        }
        textBytes += length;
        if (textBytes > MOST_TEXT) {
            throw new MalformedPickleException("its pickle has strings of more than " + MOST_TEXT + " bytes together");
        }
        return new String(buffer((int) length).array(), charset);
    }

    /** Passes over so many bytes. */
    PickleBlock block(long length, boolean isText) throws IOException {
        PickleBlock block = new PickleBlock(position, length, isText);
        try {
            in.skipNBytes(length);
        } catch (EOFException e) {
            throw cutOff();
        }
        position = Math.addExact(position, length);
        return block;
    }

    /** A name up to the end of the line. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = unsigned(); next != '\n'; next = unsigned()) {
            if (line.length() == LONGEST_NAME) {
                throw new MalformedPickleException(
                        "its pickle has a name of more than " + LONGEST_NAME + " characters");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
