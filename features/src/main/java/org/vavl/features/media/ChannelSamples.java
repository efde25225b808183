package org.vavl.features.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The channels of a frame of sound, in whatever format its samples are; full scale is 1. */
final class ChannelSamples {
    private static final double INT16_SCALE = 1 / 32768.0;
    private static final double INT32_SCALE = 1 / 2147483648.0;

    private final AVFrame frame;
    private final int channels;
    private final int count;
    private final int bytesPerSample;
    private final boolean isPlanar;
    private final int format;

    /** Reads and writes the frame, which must not be freed before. */
    ChannelSamples(AVFrame frame) {
        this.frame = frame;
        this.channels = frame.ch_layout().nb_channels();
        this.count = frame.nb_samples();
        this.bytesPerSample = avutil.av_get_bytes_per_sample(frame.format());
        this.isPlanar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
        this.format = avutil.av_get_packed_sample_fmt(frame.format());
    }

    /** Samples of each channel. */
    int count() {
        return count;
    }

    private ByteBuffer bytes(int channel) {
        long size = (long) count * bytesPerSample * (isPlanar ? 1 : channels);
        return frame.extended_data(isPlanar ? channel : 0)
                .capacity(size)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /** Gives a channel's samples. */
    void read(int channel, double[] target) {
        ByteBuffer bytes = bytes(channel);
        int step = bytesPerSample * (isPlanar ? 1 : channels);
        int at = isPlanar ? 0 : channel * bytesPerSample;
        for (int i = 0; i < count; i++, at += step) {
            target[i] = switch (format) {
                case avutil.AV_SAMPLE_FMT_U8 -> ((bytes.get(at) & 0xFF) - 128) / 128.0;
                case avutil.AV_SAMPLE_FMT_S16 -> bytes.getShort(at) * INT16_SCALE;
                case avutil.AV_SAMPLE_FMT_S32 -> bytes.getInt(at) * INT32_SCALE;
                case avutil.AV_SAMPLE_FMT_S64 -> bytes.getLong(at) * 0x1p-63;
                case avutil.AV_SAMPLE_FMT_FLT -> bytes.getFloat(at);
                case avutil.AV_SAMPLE_FMT_DBL -> bytes.getDouble(at);
                default -> 0;
            };
        }
    }

    /** The first sample that is no number, or of a larger magnitude, in any channel; only floating-point formats can have one. */
    OptionalInt firstBeyond(double magnitude) {
        if (format != avutil.AV_SAMPLE_FMT_FLT && format != avutil.AV_SAMPLE_FMT_DBL) {
            return OptionalInt.empty();
        }
        double[] samples = new double[count];
        int first = count;
        for (int channel = 0; channel < channels; channel++) {
            read(channel, samples);
            for (int i = 0; i < first; i++) {
                first = Math.abs(samples[i]) <= magnitude ? first : i;
            }
        }
        return first < count ? OptionalInt.of(first) : OptionalInt.empty();
    }

    /** A sample of the channel in which its magnitude is largest, or it is no number. */
    double largest(int sample) {
        double[] samples = new double[count];
        double largest = 0;
        for (int channel = 0; channel < channels; channel++) {
            read(channel, samples);
            largest = Math.abs(samples[sample]) <= Math.abs(largest) ? largest : samples[sample];
        }
        return largest;
    }

    /** Puts one channel in the place of every other one; memory that is shared with others is copied first. */
    void spread(int channel) {
        if (avutil.av_frame_make_writable(frame) < 0) {
            throw new OutOfMemoryError("no native memory for " + count + " samples of " + channels + " channels");
        }
        ByteBuffer source = bytes(channel);
        if (isPlanar) {
            for (int other = 0; other < channels; other++) {
                if (other != channel) {
                    bytes(other).put(source.duplicate());
                }
            }
            return;
        }
        byte[] sample = new byte[bytesPerSample];
        for (int i = 0; i < count; i++) {
            int row = i * channels * bytesPerSample;
            source.get(row + channel * bytesPerSample, sample);
            for (int other = 0; other < channels; other++) {
                source.put(row + other * bytesPerSample, sample);
            }
        }
    }
}
