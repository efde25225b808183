package org.vavl.features.media;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** Loads FFmpeg, once, and keeps it quiet: what goes wrong is said by exceptions, and by {@link MediaReport}. */
public final class FFmpeg {
    /** The most that FFmpeg allocates at once; what asks for more is hostile. */
    private static final long MAXIMUM_ALLOCATION = 1L << 29;

    private static final int MESSAGE_BYTES = 256;

    private FFmpeg() {}

    /** Initialised by the class loader: once, whichever thread comes first. */
    private static final class Loaded {
        static final String PLATFORM = load();

        private static String load() {
            Loader.load(avutil.class);
            Loader.load(swresample.class);
            Loader.load(swscale.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            Loader.load(avfilter.class);
            FFmpegErrors.install();
            avutil.av_max_alloc(MAXIMUM_ALLOCATION);
            return Loader.getPlatform();
        }
    }

    /**
     * Loads it, if it is not loaded yet.
     *
     * @return the platform, as JavaCPP names it
     */
    public static String load() {
        return Loaded.PLATFORM;
    }

    /** What FFmpeg says of one of its error codes. */
    static String message(int error) {
        byte[] text = new byte[MESSAGE_BYTES];
        avutil.av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
