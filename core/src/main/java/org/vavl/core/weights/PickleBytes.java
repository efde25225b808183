package org.vavl.core.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The arguments of a pickle's operations, bounded in size. */
final class PickleBytes {
    private static final int LONGEST_STRING = 1 << 20;
    private static final int LONGEST_NAME = 200;

    private final InputStream in;

    PickleBytes(InputStream in) {
        this.in = in;
    }

    /** One byte. */
    int unsigned() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw cutOff();
        }
        return next;
    }

    /** So many bytes, in little-endian order. */
    ByteBuffer buffer(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static EOFException cutOff() {
        return new EOFException("it ends within its pickle");
    }

    /** A whole number of so many bytes: a {@code Long}, or a {@code BigInteger} if no long can hold it. */
    Object integer(int length) throws IOException {
        byte[] bytes = buffer(length).array();
        for (int i = 0; i < length / 2; i++) {
            byte swapped = bytes[i];
            bytes[i] = bytes[length - 1 - i];
            bytes[length - 1 - i] = swapped;
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** A string of so many bytes of UTF-8. */
    String text(long length) throws IOException {
        if (length > LONGEST_STRING) {
            throw new MalformedPickleException(
                    "its pickle has a string of " + length + " bytes, and at most " + LONGEST_STRING + " are read");
        }
        return new String(buffer((int) length).array(), StandardCharsets.UTF_8);
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
