package org.vavl.features.stream;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.PcmResampler;
import org.vavl.features.media.SampleSource;

/**
 * Sound that is pushed as it comes, read as mono samples of one rate. Samples that are missing are silence; those that come for a time
 * that has been read are late, and dropped.
 *
 * <p>One thread pushes at a time, another one reads. Memory is bounded: {@link #push} waits while the reader is behind.
 */
public final class SampleStream implements SampleSource {
    /** A piece that begins so near to the end of the one before follows it: clocks jitter. */
    private static final double JITTER_SECONDS = 0.04;

    private static final double PIECE_SECONDS = 1;

    private final StreamClock clock;
    private final PcmFormat format;
    private final int sampleRate;
    private final double maximumSeconds;
    private final PcmResampler resampler;
    private final Deque<float[]> ready = new ArrayDeque<>();
    private int readOfFirst;
    private long readySamples;
    private long position; // in frames of the format, where the next piece is expected
    private long lateFrames;
    private long missingFrames;
    private boolean finished;
    private boolean drained;

    /**
     * A stream.
     *
     * @param clock of all streams of the session
     * @param format of what is pushed
     * @param sampleRate of what is read
     * @param maximumSeconds how much may wait to be read
     */
    public SampleStream(StreamClock clock, PcmFormat format, int sampleRate, double maximumSeconds) {
        this.clock = clock;
        this.format = format;
        this.sampleRate = sampleRate;
        this.maximumSeconds = maximumSeconds;
        this.resampler = new PcmResampler(format, sampleRate);
    }

    /**
     * Takes samples; waits while too many have not been read.
     *
     * @param seconds when the first one was recorded, 0 or more
     * @param samples interleaved, full scale is ±1
     * @throws org.vavl.core.VavlException if one is not finite, or this thread is interrupted
     */
    public void push(double seconds, float[] samples) {
        int frames = format.frames(samples.length);
        int most = (int) (PIECE_SECONDS * format.sampleRate());
        synchronized (clock) {
            for (int first = 0; first < frames; first += most) {
                int end = Math.min(frames, first + most);
                pushPiece(
                        seconds + (double) first / format.sampleRate(),
                        Arrays.copyOfRange(samples, first * format.channels(), end * format.channels()));
            }
        }
    }

    private void pushPiece(double seconds, float[] samples) {
        int frames = format.frames(samples.length);
        long begin = Math.round(seconds * format.sampleRate());
        long jitter = Math.round(JITTER_SECONDS * format.sampleRate());
        clock.advanceTo(seconds); // first, so that other streams do not hold up what is waited for below
        fillUntil(begin - position > jitter ? begin : position);
        int late = position - begin > jitter ? (int) Math.min(frames, position - begin) : 0;
        lateFrames += late;
        append(late == 0 ? samples : Arrays.copyOfRange(samples, late * format.channels(), samples.length));
        clock.advanceTo(seconds + (double) frames / format.sampleRate());
    }

    private void append(float[] samples) {
        awaitRoom();
        if (!clock.isAbandoned() && !finished) {
            add(resampler.convert(samples));
            position += format.frames(samples.length);
        }
    }

    private void add(float[] converted) {
        if (converted.length > 0) {
            ready.addLast(converted);
            readySamples += converted.length;
            clock.notifyAll();
        }
    }

    private void awaitRoom() {
        while (readySamples > maximumSeconds * sampleRate && !clock.isAbandoned()) {
            clock.await();
        }
    }

    /** Puts silence where nothing has come. */
    private void fillUntil(long frame) {
        while (position < frame && !clock.isAbandoned() && !finished) {
            long count = Math.min(frame - position, (long) (PIECE_SECONDS * format.sampleRate()));
            missingFrames += count;
            append(new float[Math.toIntExact(count) * format.channels()]);
        }
    }

    /** There is no more to push. */
    public void finish() {
        synchronized (clock) {
            finished = true;
            clock.notifyAll();
        }
    }

    @Override
    public int read(float[] samples) {
        synchronized (clock) {
            int count = 0;
            while (count < samples.length) {
                if (readySamples > 0) {
                    count += take(samples, count);
                } else if (finished) {
                    if (drained) {
                        break;
                    }
                    drained = true;
                    add(resampler.drain());
                } else if (clock.isAbandoned()) {
                    break;
                } else {
                    fillOrWait();
                }
            }
            return count;
        }
    }

    private int take(float[] samples, int from) {
        float[] first = ready.getFirst();
        int count = Math.min(samples.length - from, first.length - readOfFirst);
        System.arraycopy(first, readOfFirst, samples, from, count);
        readOfFirst += count;
        readySamples -= count;
        if (readOfFirst == first.length) {
            ready.removeFirst();
            readOfFirst = 0;
        }
        clock.notifyAll();
        return count;
    }

    private void fillOrWait() {
        long due = (long) Math.floor(clock.due() * format.sampleRate());
        if (due > position) {
            fillUntil(Math.min(due, position + (long) (PIECE_SECONDS * format.sampleRate())));
        } else {
            clock.await();
        }
    }

    /** How many seconds came too late and were dropped, so far. */
    public double lateSeconds() {
        synchronized (clock) {
            return (double) lateFrames / format.sampleRate();
        }
    }

    /** For how many seconds nothing came, so that they are silence, so far. */
    public double missingSeconds() {
        synchronized (clock) {
            return (double) missingFrames / format.sampleRate();
        }
    }

    @Override
    public void close() {
        synchronized (clock) {
            finished = true;
            drained = true;
            ready.clear();
            readySamples = 0;
            resampler.close();
            clock.notifyAll();
        }
    }
}
