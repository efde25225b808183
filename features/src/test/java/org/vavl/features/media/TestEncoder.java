package org.vavl.features.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Writes media files with FFmpeg's own encoders. */
final class TestEncoder implements AutoCloseable {
    private static final int FRAMES_A_SECOND = 25;
    private static final int SIDE = 32;

    private final AVFormatContext format = new AVFormatContext(null);
    private final AVIOContext file = new AVIOContext(null);
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();

    private TestEncoder(Path path) {
        FFmpeg.load();
        check(avformat.avformat_alloc_output_context2(format, (AVOutputFormat) null, null, path.toString()));
        check(avformat.avio_open(file, path.toString(), avformat.AVIO_FLAG_WRITE));
        format.pb(file);
    }

    /**
     * Writes mono sound, by the codec's name, in the container that the path's ending names.
     *
     * @param startSeconds when it starts
     */
    static Path sound(Path path, String codecName, int rate, float[] samples, double startSeconds) {
        return write(path, codecName, rate, samples, startSeconds, 0);
    }

    /** The same, beside a greyscale image from time 0 on. */
    static Path video(Path path, String codecName, int rate, float[] samples, double startSeconds) {
        return write(path, codecName, rate, samples, startSeconds, (int)
                (FRAMES_A_SECOND * (startSeconds + (double) samples.length / rate)));
    }

    /** A picture without sound. */
    static Path silentVideo(Path path, int pictures) {
        return write(path, "", 16_000, new float[0], 0, pictures);
    }

    private static Path write(
            Path path, String codecName, int rate, float[] samples, double startSeconds, int pictures) {
        try (TestEncoder encoder = new TestEncoder(path)) {
            AVCodecContext audio = codecName.isEmpty() ? null : encoder.audio(codecName, rate);
            AVCodecContext video = pictures == 0 ? null : encoder.video();
            check(avformat.avformat_write_header(encoder.format, (AVDictionary) null));
            if (video != null) {
                encoder.pictures(video, audio == null ? 0 : 1, pictures);
            }
            if (audio != null) {
                encoder.samples(audio, samples, Math.round(startSeconds * rate));
            }
            check(avformat.av_write_trailer(encoder.format));
        }
        return path;
    }

    private AVCodecContext audio(String codecName, int rate) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(codecName);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        boolean integers = codecName.equals("flac")
                || codecName.startsWith("pcm")
                || codecName.equals("libopus")
                || codecName.equals("mp2");
        context.sample_fmt(integers ? avutil.AV_SAMPLE_FMT_S16 : avutil.AV_SAMPLE_FMT_FLTP);
        context.sample_rate(rate);
        context.bit_rate(96_000);
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        return open(context, codec, rate);
    }

    private AVCodecContext video() {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("mpeg4");
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P).width(SIDE).height(SIDE);
        return open(context, codec, FRAMES_A_SECOND);
    }

    private AVCodecContext open(AVCodecContext context, AVCodec codec, int ticksASecond) {
        context.time_base().num(1).den(ticksASecond);
        if ((format.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
        AVStream stream = avformat.avformat_new_stream(format, codec);
        stream.time_base(context.time_base());
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
        return context;
    }

    private void samples(AVCodecContext codec, float[] samples, long start) {
        int size = codec.frame_size() == 0 ? 1024 : codec.frame_size();
        for (int begin = 0; begin < samples.length; begin += size) {
            int count = Math.min(size, samples.length - begin);
            frame.nb_samples(count).format(codec.sample_fmt()).sample_rate(codec.sample_rate());
            avutil.av_channel_layout_default(frame.ch_layout(), 1);
            check(avutil.av_frame_get_buffer(frame, 0));
            frame.pts(start + begin);
            for (int i = 0; i < count; i++) {
                if (codec.sample_fmt() == avutil.AV_SAMPLE_FMT_S16) {
                    frame.data(0).putShort(2L * i, (short) Math.round(samples[begin + i] * 32767));
                } else {
                    frame.data(0).putFloat(4L * i, samples[begin + i]);
                }
            }
            send(codec, frame, 0);
            avutil.av_frame_unref(frame);
        }
        finish(codec, 0);
    }

    private void pictures(AVCodecContext codec, int stream, int count) {
        for (int i = 0; i < count; i++) {
            frame.width(SIDE).height(SIDE).format(codec.pix_fmt()).pts(i);
            check(avutil.av_frame_get_buffer(frame, 0));
            for (int plane = 0; plane < 3; plane++) {
                BytePointer.memset(frame.data(plane), 128, (long) frame.linesize(plane) * SIDE / (plane == 0 ? 1 : 2));
            }
            send(codec, frame, stream);
            avutil.av_frame_unref(frame);
        }
        finish(codec, stream);
    }

    private void finish(AVCodecContext codec, int stream) {
        send(codec, null, stream);
        avcodec.avcodec_free_context(codec);
    }

    private void send(AVCodecContext codec, @Nullable AVFrame next, int stream) {
        check(avcodec.avcodec_send_frame(codec, next));
        while (avcodec.avcodec_receive_packet(codec, packet) == 0) {
            packet.stream_index(stream);
            avcodec.av_packet_rescale_ts(
                    packet, codec.time_base(), format.streams(stream).time_base());
            check(avformat.av_interleaved_write_frame(format, packet));
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException(FFmpeg.message(result));
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avformat.avio_close(file);
        avformat.avformat_free_context(format);
    }
}
