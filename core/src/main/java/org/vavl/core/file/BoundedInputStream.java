package org.vavl.core.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, counted as they are read. */
public final class BoundedInputStream extends FilterInputStream {
    private final long limit;
    private long count;

    /** @param limit how many bytes are read at most; the stream ends behind them */
    public BoundedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** How many bytes were read. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int next = count < limit ? super.read() : -1;
        count += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public long skip(long length) throws IOException {
        long skipped = super.skip(Math.min(length, limit - count));
        count += skipped;
        return skipped;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (count == limit) {
            return -1;
        }
        int read = super.read(bytes, offset, (int) Math.min(length, limit - count));
        count += Math.max(0, read);
        return read;
    }
}
