package org.vavl.features.media.file;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How long a file's header promises that a stream is. What FFmpeg only estimates from bit rates, or reads from the file's end, is no
 * promise, and what a container says of the whole file is none for each of its streams.
 */
public final class StatedDuration {
    private static final double MICROSECONDS = 1e6;

    /** Containers that say of each stream how long it is. */
    private static final Set<String> OF_EACH_STREAM = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "avi");

    /** As FFmpeg and mkvmerge tag the streams of Matroska files. */
    private static final Pattern TAG = Pattern.compile("(\\d{1,4}):(\\d{2}):(\\d{2}(?:\\.\\d{1,9})?)");

    private StatedDuration() {}

    /**
     * When a stream ends, in seconds from where the file begins.
     *
     * @param path for what FFmpeg does not tell of it
     */
    public static OptionalDouble end(Path path, AVFormatContext format, AVStream stream) {
        String container = format.iformat().name().getString();
        if (container.equals("mp3")) {
            return MpegAudioHeader.statedSeconds(path);
        }
        if (container.equals("wav")) {
            return WaveHeader.statedSeconds(path);
        }
        OptionalDouble tagged = tagged(stream);
        return tagged.isPresent() ? OptionalDouble.of(tagged.getAsDouble() - start(format)) : said(format, stream);
    }

    /** Whether nothing says how long a stream of the file is, but only how long the whole is. */
    public static boolean isOfTheWholeFileOnly(AVFormatContext format, AVStream stream) {
        return format.nb_streams() > 1
                && !OF_EACH_STREAM.contains(format.iformat().name().getString())
                && tagged(stream).isEmpty();
    }

    /** How long the whole file says that it is, in seconds. */
    public static OptionalDouble ofTheWholeFile(AVFormatContext format) {
        return isSaid(format) && format.duration() != avutil.AV_NOPTS_VALUE
                ? OptionalDouble.of(format.duration() / MICROSECONDS - start(format))
                : OptionalDouble.empty();
    }

    /** When the file begins by its own time stamps, which some containers count as a part of its duration. */
    private static double start(AVFormatContext format) {
        return format.start_time() == avutil.AV_NOPTS_VALUE ? 0 : Math.max(0, format.start_time() / MICROSECONDS);
    }

    private static boolean isSaid(AVFormatContext format) {
        return format.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_STREAM;
    }

    private static OptionalDouble said(AVFormatContext format, AVStream stream) {
        if (isOfTheWholeFileOnly(format, stream) || !isSaid(format) || stream.duration() == avutil.AV_NOPTS_VALUE) {
            return OptionalDouble.empty();
        }
        if (!OF_EACH_STREAM.contains(format.iformat().name().getString())) {
            return ofTheWholeFile(format); // it has but one stream
        }
        AVRational timeBase = stream.time_base();
        double tick = (double) timeBase.num() / timeBase.den();
        boolean known = stream.start_time() != avutil.AV_NOPTS_VALUE && format.start_time() != avutil.AV_NOPTS_VALUE;
        double begin = known ? stream.start_time() * tick - format.start_time() / MICROSECONDS : 0;
        return OptionalDouble.of(begin + stream.duration() * tick);
    }

    private static OptionalDouble tagged(AVStream stream) {
        AVDictionaryEntry entry = avutil.av_dict_get(stream.metadata(), "DURATION", null, 0);
        if (entry == null) {
            return OptionalDouble.empty();
        }
        Matcher matcher = TAG.matcher(entry.value().getString());
        // The time stamp of its end, be it after a beginning that is not 0.
        return matcher.matches()
                ? OptionalDouble.of(3600 * Double.parseDouble(matcher.group(1))
                        + 60 * Double.parseDouble(matcher.group(2))
                        + Double.parseDouble(matcher.group(3)))
                : OptionalDouble.empty();
    }
}
