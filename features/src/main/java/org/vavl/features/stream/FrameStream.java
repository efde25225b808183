package org.vavl.features.stream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;
import org.vavl.features.media.FrameSource;

/**
 * Images that are pushed as they come, read as a video by two readers, one behind the other. Where none comes for longer than the clock's
 * lateness, black images stand for those that are missing; one that comes for a time that has been passed is late, and dropped.
 *
 * <p>One thread pushes at a time; each reader has a thread of its own. Images are copied, and kept until the second reader has passed them.
 * Memory is bounded: {@link #push} waits while too many are kept.
 */
public final class FrameStream {
    /** Of a black image before the first one that came. */
    private static final int SIDE = 64;

    private static final double BLACK_EVERY_SECONDS = 0.1;

    private final StreamClock clock;
    private final double frameRate;
    private final double maximumSeconds;
    private final BufferPool pool = new BufferPool();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long firstIndex;
    private double lastSeconds = Double.NEGATIVE_INFINITY;
    private long lateImages;
    private long missingImages;
    private Image black = blackOf(SIDE, SIDE);
    private boolean finished;
    private int readers;
    private final Reader[] opened = {new Reader(), new Reader()};

    /** An image, and its memory where it goes back to the pool. */
    private record Frame(
            double seconds, Image image, @Nullable ByteBuffer memory) {}

    /**
     * A stream.
     *
     * @param clock of all streams of the session
     * @param frameRate how many images come in a second, about; above 0
     * @param maximumSeconds for how long images may be kept
     */
    public FrameStream(StreamClock clock, double frameRate, double maximumSeconds) {
        if (!(frameRate > 0)) {
            throw new IllegalArgumentException("the frame rate is " + frameRate + ", and must be above 0");
        }
        this.clock = clock;
        this.frameRate = frameRate;
        this.maximumSeconds = maximumSeconds;
    }

    /**
     * Takes an image, which is copied; waits while too many are kept.
     *
     * @param seconds when it was taken, 0 or more
     * @param image in colour
     * @throws org.vavl.core.VavlException if this thread is interrupted
     */
    public void push(double seconds, Image image) {
        synchronized (clock) {
            clock.advanceTo(seconds); // first, so that other streams do not hold up what is waited for
            while (!frames.isEmpty()
                    && seconds - frames.getFirst().seconds() > maximumSeconds
                    && !clock.isAbandoned()) {
                clock.await();
            }
            if (seconds <= lastSeconds || finished || clock.isAbandoned()) {
                lateImages++;
                return;
            }
            ByteBuffer memory = pool.take(image.pixels().remaining());
            memory.put(image.pixels()).flip();
            add(new Frame(seconds, new Image(image.width(), image.height(), image.channels(), memory), memory));
        }
    }

    private void add(Frame frame) {
        frames.addLast(frame);
        lastSeconds = frame.seconds();
        clock.notifyAll();
    }

    /** There is no more to push. */
    public void finish() {
        synchronized (clock) {
            finished = true;
            clock.notifyAll();
        }
    }

    /** Opens the first, then the second reader. */
    public FrameSource open() {
        if (readers == opened.length) {
            throw new IllegalStateException("a stream of images has " + opened.length + " readers, and no more");
        }
        return opened[readers++];
    }

    /** How many images came too late and were dropped, so far. */
    public long lateImages() {
        synchronized (clock) {
            return lateImages;
        }
    }

    /** How many black images stand for those that are missing, so far. */
    public long missingImages() {
        synchronized (clock) {
            return missingImages;
        }
    }

    /** Puts a black image where none has come, often enough that nobody waits for the next one. */
    private void fillOrWait() {
        double spacing = isBlank() ? Math.max(1 / frameRate, BLACK_EVERY_SECONDS) : 1 / frameRate;
        double next = lastSeconds == Double.NEGATIVE_INFINITY ? 0 : lastSeconds + spacing;
        if (clock.due() <= next) {
            clock.await();
            return;
        }
        add(new Frame(next, black(), null));
        missingImages++;
    }

    private boolean isBlank() {
        return !frames.isEmpty() && frames.getLast().memory() == null;
    }

    private Image black() {
        int width = frames.isEmpty() ? SIDE : frames.getLast().image().width();
        int height = frames.isEmpty() ? SIDE : frames.getLast().image().height();
        if (black.width() != width || black.height() != height) {
            black = blackOf(width, height);
        }
        return black;
    }

    private static Image blackOf(int width, int height) {
        return new Image(width, height, Image.RGB, ByteBuffer.allocateDirect(width * height * Image.RGB));
    }

    /** Drops what both readers have passed. */
    private void release() {
        long passed = Math.min(opened[0].released(), opened[1].released());
        while (firstIndex < passed && !frames.isEmpty()) {
            ByteBuffer memory = frames.removeFirst().memory();
            if (memory != null) {
                pool.giveBack(memory);
            }
            firstIndex++;
        }
        clock.notifyAll();
    }

    private Optional<Frame> frame(long index) {
        long offset = index - firstIndex;
        if (offset >= frames.size()) {
            return Optional.empty();
        }
        Iterator<Frame> all = frames.iterator();
        for (long i = 0; i < offset; i++) {
            all.next();
        }
        return Optional.of(all.next());
    }

    /** One of the two. */
    private final class Reader implements FrameSource {
        private long next;
        private boolean closed;
        private @Nullable Frame current;

        /** How many images it needs no more: all before the one that it shows. */
        private long released() {
            return closed ? Long.MAX_VALUE : Math.max(0, next - 1);
        }

        @Override
        public double frameRate() {
            return frameRate;
        }

        @Override
        public Optional<Double> statedSeconds() {
            return Optional.empty();
        }

        @Override
        public boolean next() {
            synchronized (clock) {
                while (!closed) {
                    Optional<Frame> found = frame(next);
                    if (found.isPresent()) {
                        current = found.get();
                        next++;
                        release();
                        return true;
                    }
                    if (finished || clock.isAbandoned()) {
                        return false;
                    }
                    fillOrWait();
                }
                return false;
            }
        }

        private Frame current() {
            Frame frame = current;
            if (frame == null) {
                throw new IllegalStateException("there is no image before the first call of next()");
            }
            return frame;
        }

        @Override
        public double seconds() {
            return current().seconds();
        }

        @Override
        public Image image() {
            return current().image();
        }

        @Override
        public void close() {
            synchronized (clock) {
                closed = true;
                release();
            }
        }
    }
}
