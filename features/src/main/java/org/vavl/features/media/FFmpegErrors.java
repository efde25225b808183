package org.vavl.features.media;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Counts the errors that FFmpeg logs, and prints none. Many decoders and demuxers conceal damage and tell of it nowhere else. They work
 * in the thread that asks them, so that errors are counted by thread: what a call reported is the difference of two counts.
 */
final class FFmpegErrors {
    /**
     * What is no damage: notes that a camera puts beside a JPEG picture, and how the parser of Opus greets the end of each file (the decoder has
     * other words for damage).
     */
    private static final List<String> HARMLESS =
            List.of("unable to decode APP fields", "Error parsing Opus packet header");

    private static final ThreadLocal<AtomicInteger> OF_THREAD = ThreadLocal.withInitial(AtomicInteger::new);

    /** FFmpeg keeps its address; so this has to stay. */
    private static final LogCallback COUNTER = new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
            if (level <= avutil.AV_LOG_ERROR && HARMLESS.stream().noneMatch(message.getString()::contains)) {
                OF_THREAD.get().incrementAndGet();
            }
        }
    };

    private FFmpegErrors() {}

    /** Takes the place of FFmpeg's own log, for the whole process. */
    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(COUNTER);
    }

    /** How many errors FFmpeg logged in this thread so far. */
    static int count() {
        return OF_THREAD.get().get();
    }
}
