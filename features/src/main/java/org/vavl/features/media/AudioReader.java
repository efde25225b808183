package org.vavl.features.media;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;

/**
 * A media file's sound as mono samples of one rate, read in pieces of any size in constant memory. Full scale is ±1; louder samples
 * are possible.
 *
 * <p>Time 0 is where the file begins, and its time stamps are kept: sound that starts later than its video is preceded by silence, where
 * packets are lost silence stands in their place, and where the sound's clock is faster or slower than its time stamps it is cut or filled. Damaged packets are skipped and counted; once the sound has ended, what was wrong is a warning in the
 * log, and {@link #report} at any time.
 *
 * <p>Channels are mixed by their mean; where they cancel each other, as speech in opposite phase does, the loudest is heard.
 *
 * <pre>{@code
 * try (AudioReader reader = AudioReader.open(path, MediaLimits.defaults()).orElseThrow()) {
 *     float[] samples = new float[16_000];
 *     for (int count = reader.read(samples); count > 0; count = reader.read(samples)) { … }
 * }
 * }</pre>
 *
 * <p>Not thread-safe. FFmpeg's messages are switched off for the whole process.
 */
public final class AudioReader implements SampleSource {
    /** The usual rate, in samples per second. */
    public static final int SAMPLE_RATE = 16_000;

    /** 40 dB above full scale, which no sound has; floating-point files can hold any number, and none, and decoders of damaged ones give any. */
    private static final float MAXIMUM_MAGNITUDE = 100;

    private final Path path;
    private final Demuxer demuxer;
    private final AVStream stream;
    private final StreamDecoder decoder;
    private final Resampler resampler;
    private final Timeline timeline;
    private final ChannelCancellation cancellation = new ChannelCancellation();
    private final AVFrame frame;
    private final boolean isLossless;
    private final int sampleRate;
    private final long maximumSamples;

    private FloatBuffer ready = FloatBuffer.allocate(0);
    private long silence;
    private long surplus;
    private boolean holdsFrame;
    private boolean ended;
    private long position;
    private long filled;
    private int damagedBefore;
    private boolean hasWarned;

    /** Looked for only when there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(AudioReader.class);
    }

    private AudioReader(Path path, int sampleRate, MediaLimits limits, Demuxer demuxer, AVStream stream) {
        this.path = path;
        this.demuxer = demuxer;
        this.stream = stream;
        this.sampleRate = sampleRate;
        this.maximumSamples = (long) (limits.maximumSeconds() * sampleRate);
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            this.decoder = opened.add(new StreamDecoder(path, demuxer, stream), StreamDecoder::close);
            this.resampler = opened.add(new Resampler(path, sampleRate), Resampler::close);
            this.isLossless = isLossless(stream);
            this.timeline =
                    new Timeline(stream.time_base(), demuxer.startSeconds().orElse(Double.NaN));
            this.frame = opened.add(avutil.av_frame_alloc(), avutil::av_frame_free);
            opened.returned(this);
        }
    }

    /** Whether what comes of the decoder is what the file says. */
    private static boolean isLossless(AVStream stream) {
        AVCodecDescriptor descriptor =
                avcodec.avcodec_descriptor_get(stream.codecpar().codec_id());
        return descriptor != null && (descriptor.props() & avcodec.AV_CODEC_PROP_LOSSLESS) != 0;
    }

    /** Opens a file at the usual rate; see {@link #open(Path, int, MediaLimits)}. */
    public static Optional<AudioReader> open(Path path, MediaLimits limits) {
        return open(path, SAMPLE_RATE, limits);
    }

    /**
     * Opens a file.
     *
     * @param sampleRate samples per second, whatever the file has
     * @param limits what the file may cost
     * @return empty if the file has no sound
     * @throws VavlException if there is no such file, it is no media file, or its sound cannot be decoded
     */
    public static Optional<AudioReader> open(Path path, int sampleRate, MediaLimits limits) {
        return Demuxer.open(
                path,
                limits,
                Demuxer::selectAudio,
                (demuxer, stream) -> new AudioReader(path, sampleRate, limits, demuxer, stream));
    }

    /**
     * Opens a WebM file of sound in Opus that comes in pieces; waits for its beginning. What is read comes as soon as its packets have. The thread that opens it
     * reads and closes it, and reads no other one meanwhile.
     *
     * @param sampleRate samples per second, whatever the file has
     * @param limits what the file may cost
     * @throws VavlException if it is another file, or its beginning is damaged
     */
    public static AudioReader open(MediaStream stream, int sampleRate, MediaLimits limits) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            Demuxer demuxer = opened.add(Demuxer.open(stream, limits), Demuxer::close);
            AVStream sound =
                    demuxer.selectAudio().orElseThrow(() -> new MissingStreamException(stream.name(), "sound"));
            return opened.returned(new AudioReader(Path.of(stream.name()), sampleRate, limits, demuxer, sound));
        }
    }

    /**
     * Opens a file that must have sound; see {@link #open(Path, int, MediaLimits)}.
     *
     * @throws MissingStreamException if it has none
     */
    public static AudioReader require(Path path, int sampleRate, MediaLimits limits) {
        return open(path, sampleRate, limits).orElseThrow(() -> new MissingStreamException(path.toString(), "sound"));
    }

    /**
     * Reads the next samples.
     *
     * @param samples is filled, but for the last piece
     * @return how many were read; 0 at the end
     * @throws VavlException if the file cannot be read on, or a limit is passed
     */
    @Override
    public int read(float[] samples) {
        int count = 0;
        while (count < samples.length) {
            int most = samples.length - count;
            if (ready.hasRemaining()) {
                int copied = Math.min(most, ready.remaining());
                ready.get(samples, count, copied);
                bound(samples, count, count + copied);
                count += copied;
            } else if (silence > 0) {
                int zeros = (int) Math.min(most, silence);
                Arrays.fill(samples, count, count + zeros, 0);
                silence -= zeros;
                filled += zeros;
                count += zeros;
            } else if (!advance()) {
                break;
            }
        }
        position += count;
        if (count < samples.length) {
            warnAtTheEnd();
        }
        if (position > maximumSamples) {
            throw new VavlException(
                    path + ": its sound is longer than " + maximumSamples / sampleRate + " s, the most that is read");
        }
        return count;
    }

    /** Makes more samples ready; false at the end. */
    private boolean advance() {
        if (holdsFrame) {
            ready = resampler.convert(frame);
            holdsFrame = false;
            leaveOutSurplus();
            return true;
        }
        if (ended) {
            return false;
        }
        if (!decoder.next(frame)) {
            ended = true;
            ready = resampler.drain();
            return true;
        }
        if (isLossless) {
            requireSound();
        }
        cancellation.repair(frame);
        holdsFrame = true;
        long missing = Math.round(timeline.missingBefore(frame, decoder.damagedPackets() > damagedBefore) * sampleRate);
        silence = Math.max(0, missing);
        surplus += Math.max(0, -missing);
        damagedBefore = decoder.damagedPackets();
        if (silence > 0 || !resampler.fits(frame)) {
            ready = resampler.drain();
        }
        return true;
    }

    /** @throws VavlException if a sample is no number, or one that no sound has */
    private void requireSound() {
        ChannelSamples samples = new ChannelSamples(frame);
        OptionalInt wrong = samples.firstBeyond(MAXIMUM_MAGNITUDE);
        if (wrong.isPresent()) {
            double seconds = Math.max(0, frame.pts()) * avutil.av_q2d(stream.time_base())
                    + (double) wrong.getAsInt() / frame.sample_rate();
            throw new VavlException(String.format(
                    Locale.ROOT,
                    "%s: its sound has a sample of %s at %.4f s, and must have numbers up to ±%.0f, where full scale is 1",
                    path,
                    samples.largest(wrong.getAsInt()),
                    seconds,
                    MAXIMUM_MAGNITUDE));
        }
    }

    /** What lies before the file's beginning, or comes while the time of what was before has not yet passed. */
    private void leaveOutSurplus() {
        int leftOut = (int) Math.min(surplus, ready.remaining());
        ready.position(ready.position() + leftOut);
        surplus -= leftOut;
    }

    private static void bound(float[] samples, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!(Math.abs(samples[i]) <= MAXIMUM_MAGNITUDE)) {
                samples[i] = Float.isNaN(samples[i]) ? 0 : Math.copySign(MAXIMUM_MAGNITUDE, samples[i]);
            }
        }
    }

    /** What the file's own time stamps say of the time 0 of what is read, in seconds: 0 or more. */
    public double beginSeconds() {
        return Math.max(0, demuxer.startSeconds().orElse(0.0));
    }

    /** How many packets could not be decoded so far. */
    public int damagedPackets() {
        return decoder.damagedPackets();
    }

    /** What is wrong with the sound, as far as it was read. */
    public MediaReport report() {
        return new MediaReport(
                MediaReport.Kind.SOUND,
                damagedPackets(),
                decoder.damagedFrames(),
                decoder.errors(),
                filledSeconds(),
                (double) position / sampleRate,
                hasEnded() ? demuxer.statedEnd(stream) : OptionalDouble.empty());
    }

    private boolean hasEnded() {
        return ended && !ready.hasRemaining() && silence == 0;
    }

    /** Says in the log what is wrong, once the sound has ended. */
    private void warnAtTheEnd() {
        if (hasEnded() && !hasWarned) {
            hasWarned = true;
            report().warning().ifPresent(warning -> Log.LOG.warn("{}: {}", path, warning));
        }
    }

    /** Makes no warning of damage from now on, since the file was read before. */
    public void warnNoMore() {
        hasWarned = true;
    }

    /** How many seconds of silence stand for what the file does not have, so far. */
    public double filledSeconds() {
        return (double) filled / sampleRate;
    }

    /** Closes the file. */
    @Override
    public void close() {
        avutil.av_frame_free(frame);
        resampler.close();
        decoder.close();
        demuxer.close();
    }
}
