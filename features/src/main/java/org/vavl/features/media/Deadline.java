package org.vavl.features.media;

import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB.Callback_Pointer;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Until when FFmpeg may work on a file; it asks before it reads on, and stops with {@code AVERROR_EXIT} afterwards. */
final class Deadline implements AutoCloseable {
    /** One for all: JavaCPP has room for few callbacks. Which deadline is meant comes as its argument. */
    private static final Callback_Pointer IS_OVER = new Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
            return System.nanoTime() - new LongPointer(opaque).get() > 0 ? 1 : 0;
        }
    };

    private final long patienceNanoseconds;

    /** The deadline itself, where native code can name it. */
    private final LongPointer until;

    Deadline(double patienceSeconds) {
        FFmpeg.load();
        patienceNanoseconds = (long) Math.min(patienceSeconds * 1e9, 1e18);
        until = new LongPointer(avutil.av_malloc(Long.BYTES));
        extend();
    }

    /** Starts the time anew. */
    void extend() {
        until.put(System.nanoTime() + patienceNanoseconds);
    }

    /** Makes FFmpeg ask. */
    void attachTo(AVIOInterruptCB interrupt) {
        interrupt.callback(IS_OVER).opaque(until);
    }

    @Override
    public void close() {
        avutil.av_free(until);
    }
}
