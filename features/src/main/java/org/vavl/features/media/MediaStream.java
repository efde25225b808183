package org.vavl.features.media;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.vavl.core.VavlException;

/**
 * A media file that is pushed in pieces as it is made, such as a browser's recording, and read while it comes: {@link AudioReader#open(MediaStream, int,
 * MediaLimits)}.
 *
 * <p>One thread pushes at a time, another one reads. Memory is bounded: {@link #push} waits while too much was not read. A network that loses nothing brings
 * it, so that damage is the sender's, and ends it.
 */
public final class MediaStream implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 12;

    /**
     * One for all: JavaCPP has room for few callbacks. FFmpeg calls it in the thread that asks FFmpeg for a packet, so that the stream that is meant is the one
     * that this thread reads.
     */
    private static final Read_packet_Pointer_BytePointer_int READ = new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            MediaStream stream = OF_THREAD.get();
            return stream == null ? avutil.AVERROR_EOF : stream.read(buffer, size);
        }
    };

    private static final ThreadLocal<MediaStream> OF_THREAD = new ThreadLocal<>();

    private final String name;
    private final int mostBytes;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int readOfFirst;
    private int waiting;
    private long read;
    private int errorsBefore;
    private boolean asksForMore;
    private boolean finished;
    private boolean closed;

    /**
     * A stream of which nothing has come.
     *
     * @param name what errors call it
     * @param mostBytes that may wait to be read before {@link #push} waits
     */
    public MediaStream(String name, int mostBytes) {
        this.name = name;
        this.mostBytes = mostBytes;
    }

    /** What errors call it. */
    public String name() {
        return name;
    }

    /**
     * Takes the next bytes; waits while too many have not been read. What is pushed once the stream is finished or closed is dropped.
     *
     * @param bytes not copied, and not to be changed
     * @throws VavlException if this thread is interrupted while it waits
     */
    public synchronized void push(byte[] bytes) {
        while (waiting >= mostBytes && !closed) {
            await();
        }
        if (bytes.length > 0 && !finished && !closed) {
            pieces.addLast(bytes);
            waiting += bytes.length;
            notifyAll();
        }
    }

    /**
     * Waits until all that was pushed is read and decoded, as far as its packets are whole; or the stream is closed.
     *
     * @throws VavlException if this thread is interrupted while it waits
     */
    public synchronized void awaitRead() {
        while (!(pieces.isEmpty() && asksForMore) && !closed) {
            await();
        }
    }

    /** There is no more to push. */
    public synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** How many bytes were read so far. */
    public synchronized long bytesRead() {
        return read;
    }

    /** Nobody reads any more, and whoever waits goes on. */
    @Override
    public synchronized void close() {
        closed = true;
        pieces.clear();
        waiting = 0;
        notifyAll();
    }

    /** For FFmpeg in this thread, which has to {@link #detach} it. */
    AVIOContext attach() {
        FFmpeg.load();
        errorsBefore = FFmpegErrors.count();
        OF_THREAD.set(this);
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        return avformat.avio_alloc_context(buffer, BUFFER_BYTES, 0, null, READ, null, null);
    }

    /** Frees what FFmpeg read by. */
    static void detach(AVIOContext context) {
        OF_THREAD.remove();
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
    }

    /** Whatever is wrong is told FFmpeg by a number: no exception may pass through its code. */
    private synchronized int read(BytePointer buffer, int size) {
        try {
            asksForMore = true;
            notifyAll();
            while (pieces.isEmpty() && !finished && !closed) {
                await();
            }
        } catch (VavlException e) {
            return avutil.AVERROR_EXIT; // this thread is interrupted still
        } finally {
            asksForMore = false;
        }
        if (closed) {
            return avutil.AVERROR_EXIT;
        }
        if (FFmpegErrors.count() > errorsBefore) {
            return avutil.AVERROR_INVALIDDATA; // or FFmpeg would look for what it can read again, however far
        }
        return pieces.isEmpty() ? avutil.AVERROR_EOF : take(buffer, size);
    }

    private int take(BytePointer buffer, int size) {
        byte[] first = pieces.getFirst();
        int count = Math.min(size, first.length - readOfFirst);
        buffer.put(first, readOfFirst, count);
        readOfFirst += count;
        waiting -= count;
        read += count;
        if (readOfFirst == first.length) {
            pieces.removeFirst();
            readOfFirst = 0;
        }
        notifyAll();
        return count;
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException(name + ": interrupted", e);
        }
    }
}
