package org.vavl.features.media;

import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.vavl.core.VavlException;

/** Turns the packets of one stream into frames, samples or a picture each; damaged packets are skipped and counted. */
final class StreamDecoder implements AutoCloseable {
    /** The most samples that one frame may have. */
    private static final long MAXIMUM_FRAME_SAMPLES = 1 << 24;

    /** The most pixels that a picture may have, 67 million. */
    private static final long MAXIMUM_PIXELS = 1 << 26;

    /** So many errors in a row are the end of what can be decoded. */
    private static final int MAXIMUM_ERRORS = 1000;

    private final Demuxer demuxer;
    private final int streamIndex;
    private final AVCodecContext codec;
    private final boolean isUncompressed;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private int damaged;
    private int damagedFrames;
    private int errors;

    /** Those before the packets of the next frame. */
    private int errorsOfPackets;

    private int errorsInARow;

    /** @throws VavlException if FFmpeg cannot decode the stream */
    StreamDecoder(Path path, Demuxer demuxer, AVStream stream) {
        this.demuxer = demuxer;
        this.streamIndex = stream.index();
        int codecId = stream.codecpar().codec_id();
        AVCodec decoder = avcodec.avcodec_find_decoder(codecId);
        this.codec = avcodec.avcodec_alloc_context3(decoder);
        this.isUncompressed = avcodec.avcodec_get_name(codecId).getString().startsWith("pcm_");
        int result = decoder == null ? avutil.AVERROR_DECODER_NOT_FOUND : open(stream, decoder);
        if (result < 0) {
            close();
            boolean isSound = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
            throw new VavlException(path + (isSound ? ": its sound (" : ": its pictures (")
                    + avcodec.avcodec_get_name(codecId).getString() + ") cannot be decoded: "
                    + FFmpeg.message(result));
        }
    }

    private int open(AVStream stream, AVCodec decoder) {
        int result = avcodec.avcodec_parameters_to_context(codec, stream.codecpar());
        if (result < 0) {
            return result;
        }
        codec.pkt_timebase(stream.time_base());
        codec.thread_count(1);
        codec.max_samples(MAXIMUM_FRAME_SAMPLES);
        codec.max_pixels(MAXIMUM_PIXELS);
        codec.err_recognition(errorRecognition(stream));
        return avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
    }

    /**
     * A damaged packet of a lossless codec decodes to noise as loud as the scale allows, so its checksum decides. Lossy ones conceal
     * damage well, and refusing every oddity would lose sound that can be heard.
     */
    private static int errorRecognition(AVStream stream) {
        if (stream.codecpar().codec_type() != avutil.AVMEDIA_TYPE_AUDIO) {
            return 0; // part of a picture is better than none
        }
        AVCodecDescriptor descriptor =
                avcodec.avcodec_descriptor_get(stream.codecpar().codec_id());
        boolean lossless = descriptor != null && (descriptor.props() & avcodec.AV_CODEC_PROP_LOSSY) == 0;
        return lossless ? avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_EXPLODE : avcodec.AV_EF_CRCCHECK;
    }

    /**
     * Decodes the next frame.
     *
     * @return false at the end
     */
    boolean next(AVFrame frame) {
        while (true) {
            int result = counted(() -> avcodec.avcodec_receive_frame(codec, frame));
            if (result == 0) {
                errorsInARow = 0;
                if (errors > errorsOfPackets && codec.has_b_frames() == 0) {
                    frame.flags(frame.flags() | AVFrame.AV_FRAME_FLAG_CORRUPT);
                }
                errorsOfPackets = errors;
                damagedFrames += isDamaged(frame) ? 1 : 0;
                return true;
            }
            if (result == avutil.AVERROR_EOF || errorsInARow > MAXIMUM_ERRORS) {
                return false;
            }
            if (result == avutil.AVERROR_EAGAIN()) {
                send();
            } else {
                skip();
                errorsInARow++;
            }
        }
    }

    private void send() {
        if (!demuxer.next(packet)) {
            counted(() -> avcodec.avcodec_send_packet(codec, null)); // what the decoder holds back
            return;
        }
        if (packet.stream_index() == streamIndex) {
            // Samples that are not packed end wherever the file does.
            boolean isCorrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0 && !isUncompressed;
            errors += isCorrupt ? 1 : 0;
            if (counted(() -> avcodec.avcodec_send_packet(codec, packet)) < 0) {
                skip();
            }
        }
        avcodec.av_packet_unref(packet);
    }

    /** The errors so far are of a packet that gives no frame, and not of the next frame. */
    private void skip() {
        damaged++;
        errorsOfPackets = errors;
    }

    private int counted(IntSupplier call) {
        int before = FFmpegErrors.count();
        int result = call.getAsInt();
        errors += FFmpegErrors.count() - before;
        return result;
    }

    /**
     * Whether a frame is damaged: FFmpeg decoded it, and concealed or guessed what it could not. Decoders that give frames in another order
     * than that of their packets say it of each frame; of others, the errors that they report are those of the next frame.
     */
    static boolean isDamaged(AVFrame frame) {
        return frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
    }

    /** How many frames are damaged so far. */
    int damagedFrames() {
        return damagedFrames;
    }

    /** How many packets were skipped so far. */
    int damagedPackets() {
        return damaged + demuxer.unreadablePackets();
    }

    /** How many errors FFmpeg reported so far while it read and decoded. */
    int errors() {
        return errors + demuxer.errors();
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(codec);
    }
}
