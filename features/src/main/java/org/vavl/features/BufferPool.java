package org.vavl.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Memory outside of Java's heap that is used again: the collector would free it late, and making it anew is slow. For buffers of one
 * size at a time, which may change. Safe for use by several threads.
 */
public final class BufferPool {
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** An empty pool. */
    public BufferPool() {}

    /** A direct buffer in the machine's byte order, of whose bytes nothing is known. */
    public ByteBuffer take(int bytes) {
        ByteBuffer buffer = free.poll();
        while (buffer != null && buffer.capacity() != bytes) {
            buffer = free.poll(); // of another size: left to the collector
        }
        return buffer == null ? ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()) : buffer.clear();
    }

    /** Gives back what was taken and is used no more. */
    public void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}
