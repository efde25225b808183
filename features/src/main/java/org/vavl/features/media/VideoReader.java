package org.vavl.features.media;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.features.Image;

/**
 * A media file's pictures one after the other, upright, deinterlaced, in red, green and blue, with square pixels, in constant memory. A still
 * image is a video of one frame; the picture on a record's cover is no video. Pictures of which a side is above 1920 pixels are
 * made smaller.
 *
 * <p>Time 0 is where the file begins, as for {@link AudioReader}. Damaged packets are skipped and counted; of damaged
 * pictures, which FFmpeg mends as it can, {@link #isDamaged} tells, and of all that is wrong {@link #report}.
 *
 * <pre>{@code
 * try (VideoReader reader = VideoReader.open(path, MediaLimits.defaults()).orElseThrow()) {
 *     while (reader.next()) { … reader.seconds() … reader.image() … }
 * }
 * }</pre>
 *
 * <p>Not thread-safe. FFmpeg's messages are switched off for the whole process.
 */
public final class VideoReader implements FrameSource {
    private static final double LOWEST_RATE = 0.1;
    private static final double HIGHEST_RATE = 240;
    private static final double USUAL_RATE = 25;

    /** Between the rate that time stamps are made for and the mean one; farther apart, the rate varies. */
    private static final double STEADY = 0.05;

    private final Path path;
    private final MediaLimits limits;
    private final Demuxer demuxer;
    private final AVStream stream;
    private final StreamDecoder decoder;
    private final PictureDecoder pictures;
    private final VideoFrameConverter converter;
    private final VideoFrameClock clock;
    private final AVFrame next;
    private final AVFrame current;
    private final double frameRate;
    private double seconds = Double.NaN;
    private double endSeconds;
    private boolean isDamaged;
    private boolean ended;
    private @Nullable Image image;

    private VideoReader(Path path, MediaLimits limits, Demuxer demuxer, AVStream stream) {
        this.path = path;
        this.limits = limits;
        this.demuxer = demuxer;
        this.stream = stream;
        this.frameRate = frameRate(stream);
        this.clock = new VideoFrameClock(
                rate(stream.time_base()), demuxer.startSeconds().orElse(Double.NaN), 1 / frameRate);
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            this.decoder = opened.add(new StreamDecoder(path, demuxer, stream), StreamDecoder::close);
            this.pictures = opened.add(new PictureDecoder(path, decoder, stream.time_base()), PictureDecoder::close);
            this.converter = opened.add(new VideoFrameConverter(path), VideoFrameConverter::close);
            this.next = opened.add(avutil.av_frame_alloc(), avutil::av_frame_free);
            this.current = opened.add(avutil.av_frame_alloc(), avutil::av_frame_free);
            opened.returned(this);
        }
    }

    /**
     * Opens a file.
     *
     * @param limits what the file may cost
     * @return empty if the file has no pictures
     * @throws VavlException if there is no such file, it is no media file, or its pictures cannot be decoded
     */
    public static Optional<VideoReader> open(Path path, MediaLimits limits) {
        return Demuxer.open(
                path,
                limits,
                Demuxer::selectVideo,
                (demuxer, stream) -> new VideoReader(path, limits, demuxer, stream));
    }

    private static double frameRate(AVStream stream) {
        double made = rate(stream.r_frame_rate());
        double mean = rate(stream.avg_frame_rate());
        double rate = Math.abs(made / mean - 1) < STEADY || !isPlausible(mean) ? made : mean;
        return isPlausible(rate) ? rate : USUAL_RATE;
    }

    private static double rate(AVRational rational) {
        return (double) rational.num() / rational.den();
    }

    private static boolean isPlausible(double rate) {
        return rate >= LOWEST_RATE && rate <= HIGHEST_RATE;
    }

    /** Pictures a second, 0.1 to 240; the mean where the rate varies, and 25 where the file does not say. */
    @Override
    public double frameRate() {
        return frameRate;
    }

    /** How long the file says that it is, in seconds; not to be relied on. */
    @Override
    public Optional<Double> statedSeconds() {
        return demuxer.statedSeconds();
    }

    /**
     * Goes on to the next picture.
     *
     * @return false at the end, where {@link #seconds} and {@link #image} stay those of the last picture
     * @throws VavlException if the file cannot be read on, or a limit is passed
     */
    @Override
    public boolean next() {
        OptionalDouble shown = nextShown();
        if (shown.isEmpty()) {
            ended = true;
            return false;
        }
        avutil.av_frame_unref(current);
        avutil.av_frame_move_ref(current, next);
        image = null;
        seconds = shown.getAsDouble();
        isDamaged = StreamDecoder.isDamaged(current);
        endSeconds = seconds + Math.max(1 / frameRate, current.duration() * rate(stream.time_base()));
        if (seconds > limits.maximumSeconds()) {
            throw new VavlException(
                    path + ": its video is longer than " + limits.maximumSeconds() + " s, the most that is read");
        }
        return true;
    }

    /** Decodes the next picture that is shown, and says when. */
    private OptionalDouble nextShown() {
        while (pictures.next(next)) {
            OptionalDouble shown = clock.seconds(next);
            if (shown.isPresent()) {
                return shown;
            }
            avutil.av_frame_unref(next);
        }
        return OptionalDouble.empty();
    }

    /** When the picture is shown, in seconds from where the file begins; later than the one before. */
    @Override
    public double seconds() {
        return seconds;
    }

    /**
     * The picture; converted when it is asked for.
     *
     * @return valid until the image of another one is asked for
     * @throws VavlException if FFmpeg cannot convert it
     * @throws IllegalStateException if there is none yet
     */
    @Override
    public Image image() {
        if (Double.isNaN(seconds)) {
            throw new IllegalStateException("there is no picture before the first call of next()");
        }
        if (image == null) {
            image = converter.convert(current, demuxer.pixelAspect(stream, current));
        }
        return image;
    }

    /**
     * Whether the picture is damaged: FFmpeg reported errors where it decoded it, and shows what it guesses. Such a picture says nothing
     * of what there was to see.
     */
    @Override
    public boolean isDamaged() {
        return isDamaged;
    }

    @Override
    public Optional<String> warning() {
        return report().warning();
    }

    /** What is wrong with the video, as far as it was read. */
    public MediaReport report() {
        return new MediaReport(
                MediaReport.Kind.VIDEO,
                decoder.damagedPackets(),
                decoder.damagedFrames(),
                decoder.errors(),
                0,
                endSeconds,
                ended ? demuxer.statedEnd(stream) : OptionalDouble.empty());
    }

    /** Closes the file. */
    @Override
    public void close() {
        avutil.av_frame_free(next);
        avutil.av_frame_free(current);
        converter.close();
        pictures.close();
        decoder.close();
        demuxer.close();
    }
}
