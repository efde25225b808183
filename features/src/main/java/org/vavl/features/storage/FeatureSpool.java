package org.vavl.features.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/**
 * Values that are appended one frame after the other and become a sequence at the end: in memory while they are few, else in a temporary
 * file that is gone when nobody uses it any more.
 */
public final class FeatureSpool implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final long memoryBytes;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12).order(ByteOrder.nativeOrder());
    private @Nullable FileChannel file;
    private long bytes;

    /** A spool that takes up to 8 MiB of memory. */
    public FeatureSpool() {
        this(8L << 20);
    }

    /**
     * A spool.
     *
     * @param memoryBytes from how many bytes on the values go into a file
     */
    public FeatureSpool(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    /** A spool of values that are there already. */
    public static FeatureSpool of(FloatBuffer values) {
        FeatureSpool spool = new FeatureSpool();
        FloatBuffer left = values.duplicate();
        while (left.hasRemaining()) {
            float[] some = new float[Math.min(left.remaining(), BUFFER_BYTES / Float.BYTES)];
            left.get(some);
            spool.append(some, 0, some.length);
        }
        return spool;
    }

    /**
     * Appends values.
     *
     * @param values of which {@code count} are taken
     * @param begin the first of them
     * @throws VavlException if there is no room for them
     */
    public void append(float[] values, int begin, int count) {
        bytes += (long) Float.BYTES * count;
        if (bytes > MOST_BYTES) {
            throw new VavlException("the features would take more than 2 GiB: too many frames of too many values");
        }
        for (int i = begin; i < begin + count; i++) {
            if (!buffer.hasRemaining()) {
                makeRoom();
            }
            buffer.putFloat(values[i]);
        }
    }

    private void makeRoom() {
        buffer.flip();
        if (file != null || buffer.limit() >= memoryBytes) {
            write();
            return;
        }
        int larger = (int) Math.min(2L * buffer.capacity(), Math.max(buffer.capacity() + 4L, memoryBytes & ~3L));
        buffer = ByteBuffer.allocate(larger).order(ByteOrder.nativeOrder()).put(buffer);
    }

    private void write() {
        try {
            FileChannel target = file == null ? temporaryFile() : file;
            file = target;
            while (buffer.hasRemaining()) {
                target.write(buffer);
            }
            buffer = buffer.capacity() > BUFFER_BYTES
                    ? ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder())
                    : buffer.clear();
        } catch (IOException e) {
            throw new VavlException(
                    "no temporary file for features in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
                    e);
        }
    }

    private static FileChannel temporaryFile() throws IOException {
        Path path = Files.createTempFile("vavl-features", ".tmp");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** No more values come; they can be read from now on. */
    public void complete() {
        buffer.flip();
        if (file != null) {
            write();
        }
    }

    /** How many values there are. */
    public long values() {
        return bytes / Float.BYTES;
    }

    /**
     * Reads some of the values, which must be {@linkplain #complete complete}, without having all of them in memory.
     *
     * @param begin the first of them
     * @param target takes as many as it has room for; there must be that many
     */
    public void read(long begin, float[] target) {
        FileChannel source = file;
        if (source == null) {
            buffer.asFloatBuffer().get((int) begin, target);
            return;
        }
        ByteBuffer chunk = ByteBuffer.allocate(target.length * Float.BYTES).order(ByteOrder.nativeOrder());
        try {
            while (chunk.hasRemaining() && source.read(chunk, begin * Float.BYTES + chunk.position()) >= 0) {
                // A read may give less than was asked for.
            }
        } catch (IOException e) {
            throw new VavlException("the temporary file of features cannot be read: " + e.getMessage(), e);
        }
        chunk.flip().asFloatBuffer().get(target);
    }

    /** All values, from position 0 on; those in a file are mapped into memory. */
    public FloatBuffer all() {
        FileChannel source = file;
        if (source == null) {
            return buffer.asFloatBuffer();
        }
        try {
            return source.map(MapMode.READ_ONLY, 0, bytes)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        } catch (IOException e) {
            throw new VavlException("the temporary file of features cannot be mapped: " + e.getMessage(), e);
        }
    }

    /** Frees the file; values that {@link #all} gave stay. */
    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new VavlException("the temporary file of features cannot be closed: " + e.getMessage(), e);
        }
    }
}
