package org.vavl.features.stream;

import org.vavl.core.VavlException;

/**
 * How far the streams of one session have come. A stream that is behind the farthest one by more than the lateness is taken to have nothing
 * for the time between, so that it never holds up the others.
 *
 * <p>It is the lock of the streams that share it, too. May be used by several threads.
 */
public final class StreamClock {
    private final double latenessSeconds;
    private double watermark;
    private boolean abandoned;

    /**
     * A clock at 0.
     *
     * @param latenessSeconds by how much a stream may be behind another one, above 0
     */
    public StreamClock(double latenessSeconds) {
        if (!(latenessSeconds > 0)) {
            throw new IllegalArgumentException("the lateness is " + latenessSeconds + " s, and must be above 0 s");
        }
        this.latenessSeconds = latenessSeconds;
    }

    /** Nothing before this time will come any more, in seconds; a time that has been passed changes nothing. */
    public synchronized void advanceTo(double seconds) {
        if (seconds > watermark) {
            watermark = seconds;
            notifyAll();
        }
    }

    /** Up to when everything counts as come, in seconds. */
    synchronized double due() {
        return watermark - latenessSeconds;
    }

    /** Nobody reads any more: whoever waits goes on, and what is pushed from now on is dropped. */
    public synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Waits until something may have changed; the caller holds this clock's lock, and asks again in a loop.
     *
     * @throws VavlException if this thread is interrupted
     */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        }
    }
}
