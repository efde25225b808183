package org.vavl.features.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;
import org.vavl.features.media.file.GitLfsPointer;
import org.vavl.features.media.file.StatedDuration;

/** A media file taken apart into packets. */
final class Demuxer implements AutoCloseable {
    private static final long MICROSECONDS = 1_000_000;
    private static final long ANALYSED_SECONDS = 10;

    /** Of a file that comes in pieces, of which one is taken. */
    private static final int MOST_TRACKS = 8;

    /** So many packets in a row that cannot be read are the end of what can be read. */
    private static final int MAXIMUM_UNREADABLE = 64;

    private final Path path;
    private final MediaLimits limits;
    private final Deadline deadline;
    private final AVIOContext bytes;
    private final Consumer<AVIOContext> closeBytes;
    private final AVFormatContext format;
    private int unreadable;
    private int errors;
    private double endSeconds;

    private Demuxer(Path path, MediaLimits limits, AVIOContext bytes, Consumer<AVIOContext> closeBytes) {
        this.path = path;
        this.limits = limits;
        this.deadline = new Deadline(limits.patienceSeconds());
        this.bytes = bytes;
        this.closeBytes = closeBytes;
        this.format = avformat.avformat_alloc_context();
    }

    /**
     * Opens a file and finds out what it holds.
     *
     * @throws VavlException if there is no such file, it is a pointer of Git LFS to one, or FFmpeg cannot read it
     */
    static Demuxer open(Path path, MediaLimits limits) {
        try {
            if (Files.size(InputFile.require(path)) == 0) {
                throw new VavlException(path + ": is empty, and must be a media file");
            }
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
        GitLfsPointer.refuse(path);
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            Demuxer demuxer =
                    opened.add(new Demuxer(path, limits, new AVIOContext(null), avformat::avio_close), Demuxer::close);
            demuxer.openFile();
            return opened.returned(demuxer);
        }
    }

    /**
     * Opens a WebM file that comes in pieces, of sound in Opus alone, as browsers record it. The thread that opens it reads and closes it, and no other
     * {@link MediaStream} meanwhile.
     *
     * @throws VavlException if it is another file, or damaged
     */
    static Demuxer open(MediaStream stream, MediaLimits limits) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            Demuxer demuxer = opened.add(
                    new Demuxer(Path.of(stream.name()), limits, stream.attach(), MediaStream::detach), Demuxer::close);
            demuxer.openStream();
            return opened.returned(demuxer);
        }
    }

    /**
     * Opens a file and makes a reader of one of its streams, which closes the file from then on.
     *
     * @param select finds the stream
     * @return empty if the file has no such stream
     * @throws VavlException if there is no such file, FFmpeg cannot read it, or the reader cannot be made
     */
    static <R> Optional<R> open(
            Path path,
            MediaLimits limits,
            Function<Demuxer, Optional<AVStream>> select,
            BiFunction<Demuxer, AVStream, R> reader) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            Demuxer demuxer = opened.add(open(path, limits), Demuxer::close);
            return select.apply(demuxer).map(stream -> opened.returned(reader.apply(demuxer, stream)));
        }
    }

    private void openFile() {
        try (PointerScope scope = new PointerScope()) {
            AVIOInterruptCB interrupt = new AVIOInterruptCB();
            deadline.attachTo(interrupt);
            // With "file:", no name is taken for an address of something else.
            check(avformat.avio_open2(
                    bytes, utf8("file:" + path.toAbsolutePath()), avformat.AVIO_FLAG_READ, interrupt, null));
            open(null, () -> {});
        }
    }

    private void openStream() {
        format.max_streams(MOST_TRACKS);
        avutil.av_opt_set(format, "codec_whitelist", "opus,libopus", 0);
        open(avformat.av_find_input_format("matroska"), () -> {
            boolean isOpus =
                    format.nb_streams() == 1 && format.streams(0).codecpar().codec_id() == avcodec.AV_CODEC_ID_OPUS;
            if (!isOpus) {
                throw new VavlException(path + ": has other tracks than one of sound in Opus");
            }
        });
    }

    /**
     * @param container what it is; null if that is to be found out
     * @param check is run before anything is decoded
     */
    private void open(@Nullable AVInputFormat container, Runnable check) {
        int before = FFmpegErrors.count();
        try (PointerScope scope = new PointerScope()) {
            deadline.attachTo(format.interrupt_callback());
            format.pb(bytes);
            format.probesize(limits.probeBytes());
            format.max_analyze_duration(ANALYSED_SECONDS * MICROSECONDS);
            // The file is open already; no playlist in it can have another one opened.
            avutil.av_opt_set(format, "protocol_whitelist", "none", 0);
            // Of the name, FFmpeg needs what it ends in: some formats are known by nothing else.
            check(avformat.avformat_open_input(format, utf8(String.valueOf(path.getFileName())), container, null));
            check.run();
            deadline.extend();
            check(avformat.avformat_find_stream_info(format, (AVDictionary) null));
            // The first packets are read here, and kept.
            errors += FFmpegErrors.count() - before;
        }
    }

    private static BytePointer utf8(String text) {
        return new BytePointer((text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** The stream that FFmpeg takes for the main sound, if the file has one at all; packets of others may come, too. */
    Optional<AVStream> selectAudio() {
        return select(avutil.AVMEDIA_TYPE_AUDIO);
    }

    /** The main moving picture likewise, or a still one; the picture on a record's cover is none. */
    Optional<AVStream> selectVideo() {
        return select(avutil.AVMEDIA_TYPE_VIDEO)
                .filter(stream -> (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) == 0);
    }

    private Optional<AVStream> select(int mediaType) {
        int index = avformat.av_find_best_stream(format, mediaType, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            refuseUnreadable(mediaType);
            return Optional.empty();
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            boolean isRead = i == index || StatedDuration.isOfTheWholeFileOnly(format, format.streams(index));
            format.streams(i).discard(isRead ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
        return Optional.of(format.streams(index));
    }

    /** FFmpeg passes over a stream of which it cannot find out what it holds; but it is there. */
    private void refuseUnreadable(int mediaType) {
        for (int i = 0; i < format.nb_streams(); i++) {
            if (format.streams(i).codecpar().codec_type() == mediaType) {
                throw new VavlException(path
                        + (mediaType == avutil.AVMEDIA_TYPE_AUDIO ? ": its sound (" : ": its pictures (")
                        + avcodec.avcodec_get_name(format.streams(i).codecpar().codec_id())
                                .getString()
                        + ") cannot be read: FFmpeg finds nothing in it that it can decode");
            }
        }
    }

    /** By how much a pixel is wider than high. */
    double pixelAspect(AVStream stream, AVFrame frame) {
        AVRational aspect = avformat.av_guess_sample_aspect_ratio(format, stream, frame);
        return aspect.num() > 0 && aspect.den() > 0 ? (double) aspect.num() / aspect.den() : 1;
    }

    /** When the file begins by its own time stamps, in seconds; empty if it does not say. */
    Optional<Double> startSeconds() {
        long start = format.start_time();
        return start == avutil.AV_NOPTS_VALUE ? Optional.empty() : Optional.of((double) start / MICROSECONDS);
    }

    /** How long the file says that it is, in seconds; empty if it does not say. */
    Optional<Double> statedSeconds() {
        long duration = format.duration();
        return duration == avutil.AV_NOPTS_VALUE || duration <= 0
                ? Optional.empty()
                : Optional.of((double) duration / MICROSECONDS);
    }

    /** When a stream ends, as the file's header promises, in seconds from where the file begins; empty if it does not. */
    OptionalDouble statedEnd(AVStream stream) {
        if (!StatedDuration.isOfTheWholeFileOnly(format, stream)) {
            return StatedDuration.end(path, format, stream);
        }
        OptionalDouble whole = StatedDuration.ofTheWholeFile(format);
        // One stream may well be shorter than the file; but then another one is not.
        return whole.isPresent() && endSeconds < whole.getAsDouble() - MediaReport.TOLERATED_SECONDS
                ? whole
                : OptionalDouble.empty();
    }

    /**
     * Reads the next packet.
     *
     * @return false at the end of what can be read
     * @throws VavlException if reading fails or takes too long, or this thread is interrupted
     */
    boolean next(AVPacket packet) {
        for (int attempt = 0; attempt < MAXIMUM_UNREADABLE; attempt++) {
            deadline.extend();
            requireNotInterrupted();
            int before = FFmpegErrors.count();
            int result = avformat.av_read_frame(format, packet);
            errors += FFmpegErrors.count() - before;
            if (result == 0) {
                noteEnd(packet);
                return true;
            }
            if (result == avutil.AVERROR_EOF) {
                return false;
            }
            if (result == avutil.AVERROR_EXIT || result == avutil.AVERROR_EIO()) {
                throw failure(result);
            }
            unreadable++;
        }
        return false;
    }

    private void noteEnd(AVPacket packet) {
        long start = format.start_time() == avutil.AV_NOPTS_VALUE ? 0 : format.start_time();
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            AVRational timeBase = format.streams(packet.stream_index()).time_base();
            double end = (double) (packet.pts() + packet.duration()) * timeBase.num() / timeBase.den();
            endSeconds = Math.max(endSeconds, end - (double) start / MICROSECONDS);
        }
    }

    /** Who waits for a long file can end that. */
    private void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new VavlException(path + ": interrupted");
        }
    }

    /** How many errors FFmpeg reported while the file was opened and packets were read. */
    int errors() {
        return errors;
    }

    /** How many packets could not be read so far. */
    int unreadablePackets() {
        return unreadable;
    }

    private void check(int result) {
        if (result < 0) {
            throw failure(result);
        }
    }

    private VavlException failure(int error) {
        if (error == avutil.AVERROR_EXIT) {
            return new VavlException(
                    path + ": given up: a step of reading it took more than " + limits.patienceSeconds() + " s");
        }
        if (error == avutil.AVERROR_INVALIDDATA) {
            return new VavlException(path + ": not a media file that FFmpeg can read, or its beginning is damaged");
        }
        if (error == avutil.AVERROR_EOF) {
            return new VavlException(path + ": cut off or damaged: it ends before its content begins");
        }
        return new VavlException(path + ": FFmpeg cannot read it: " + FFmpeg.message(error));
    }

    @Override
    public void close() {
        avformat.avformat_close_input(format);
        if (!bytes.isNull()) {
            closeBytes.accept(bytes);
        }
        deadline.close();
    }
}
