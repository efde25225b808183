package org.vavl.features.media.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalDouble;
import org.vavl.core.file.InputFile;

/**
 * How long a WAV file says that it is: the bytes of its chunk {@code data} at the rate that its chunk {@code fmt} tells. FFmpeg believes the
 * file's size where the two differ.
 */
public final class WaveHeader {
    private static final int FORM = chunk("RIFF");
    private static final int LARGE_FORM = chunk("RF64");
    private static final int FORMAT = chunk("fmt ");
    private static final int LARGE_SIZES = chunk("ds64");
    private static final int DATA = chunk("data");
    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_BYTES = 24;
    private static final int MOST_CHUNKS = 1000;

    /** What writers say that do not know yet how much there will be. */
    private static final long UNKNOWN = 0x7FFF_0000L;

    private WaveHeader() {}

    private static int chunk(String name) {
        int value = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            value = value << 8 | name.charAt(i);
        }
        return value;
    }

    /** In seconds; empty if the file does not say. */
    public static OptionalDouble statedSeconds(Path path) {
        try (FileChannel file = FileChannel.open(InputFile.require(path), StandardOpenOption.READ)) {
            ByteBuffer bytes = read(file, 0, HEADER_BYTES);
            if (bytes.limit() < HEADER_BYTES || (bytes.getInt(0) != FORM && bytes.getInt(0) != LARGE_FORM)) {
                return OptionalDouble.empty();
            }
            return seconds(file, bytes.getInt(0) == LARGE_FORM);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    private static OptionalDouble seconds(FileChannel file, boolean large) throws IOException {
        long at = HEADER_BYTES;
        long bytesPerSecond = 0;
        long largeSize = 0;
        for (int i = 0; i < MOST_CHUNKS; i++) {
            ByteBuffer bytes = read(file, at, CHUNK_BYTES);
            if (bytes.limit() < 8) {
                break;
            }
            long size = bytes.getInt(4) & 0xFFFF_FFFFL;
            if (bytes.getInt(0) == DATA) {
                boolean known = large ? largeSize > 0 : size > 0 && size < UNKNOWN;
                return known && bytesPerSecond > 0
                        ? OptionalDouble.of((double) (large ? largeSize : size) / bytesPerSecond)
                        : OptionalDouble.empty();
            }
            if (bytes.getInt(0) == FORMAT && bytes.limit() >= 20) {
                bytesPerSecond = bytes.getInt(16) & 0xFFFF_FFFFL;
            } else if (bytes.getInt(0) == LARGE_SIZES && bytes.limit() == CHUNK_BYTES) {
                largeSize = bytes.getLong(16);
            }
            at += 8 + size + size % 2;
        }
        return OptionalDouble.empty();
    }

    private static ByteBuffer read(FileChannel file, long position, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        for (int count = file.read(bytes, at); count > 0; count = file.read(bytes, at)) {
            at += count;
        }
        return bytes.flip();
    }
}
