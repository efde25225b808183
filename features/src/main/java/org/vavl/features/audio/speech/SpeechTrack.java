package org.vavl.features.audio.speech;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.PcmResampler;

/**
 * Where speech is in one sound, whose samples come in pieces; how they are cut makes no difference. What is said of a stretch depends on the
 * sound up to its end alone, so that a stream has the answers of a file.
 *
 * <p>Keeps one number for each 32 ms, until they are forgotten. Not thread-safe.
 */
public final class SpeechTrack implements AutoCloseable {
    /** Samples per second that are looked at. */
    static final int SAMPLE_RATE = 16_000;

    /** Samples for which there is one probability. */
    static final int CHUNK = 512;

    private final SpeechDetector detector;
    private final SpeechScores scores;
    private final SpeechSegmenter segmenter;
    private final @Nullable PcmResampler resampler;
    private final float[] chunk = new float[CHUNK];
    private int filled;
    private float[] probabilities = new float[256];
    private int kept;
    private long forgotten;
    private long samples;
    private boolean finished;

    SpeechTrack(SpeechDetector detector, SpeechScores scores, int sampleRate) {
        this.detector = detector;
        this.scores = scores;
        this.segmenter = new SpeechSegmenter(detector.settings());
        this.resampler = sampleRate == SAMPLE_RATE ? null : new PcmResampler(PcmFormat.mono(sampleRate), SAMPLE_RATE);
    }

    /**
     * Takes the next samples.
     *
     * @param piece full scale is ±1
     * @param begin the first of them
     * @param count how many of them
     */
    public void accept(float[] piece, int begin, int count) {
        if (finished) {
            throw new IllegalStateException("the sound has ended");
        }
        if (resampler == null) {
            take(piece, begin, count);
        } else {
            float[] resampled = resampler.convert(Arrays.copyOfRange(piece, begin, begin + count));
            take(resampled, 0, resampled.length);
        }
    }

    private void take(float[] piece, int begin, int count) {
        for (int done = 0; done < count; ) {
            int copied = Math.min(CHUNK - filled, count - done);
            System.arraycopy(piece, begin + done, chunk, filled, copied);
            filled += copied;
            done += copied;
            if (filled == CHUNK) {
                score();
            }
        }
        samples += count;
    }

    private void score() {
        if (kept == probabilities.length) {
            probabilities = Arrays.copyOf(probabilities, 2 * kept);
        }
        probabilities[kept++] = scores.next(chunk);
        filled = 0;
    }

    /** Whether another detector would find the same. */
    public boolean isOf(SpeechDetector other) {
        return detector.name().equals(other.name()) && detector.settings().equals(other.settings());
    }

    /** Ends the sound: what is left is filled up with zeros. Further calls change nothing. */
    public void finish() {
        if (finished) {
            return;
        }
        if (resampler != null) {
            float[] rest = resampler.drain();
            take(rest, 0, rest.length);
        }
        if (filled > 0) {
            Arrays.fill(chunk, filled, CHUNK, 0);
            score();
        }
        finished = true;
    }

    /** The segments of all that came and was not forgotten. */
    public List<SpeechSegment> segments() {
        return segments((double) forgotten * CHUNK / SAMPLE_RATE, (double) samples / SAMPLE_RATE);
    }

    /**
     * The segments within a stretch, as if there were nothing before it and behind.
     *
     * @param begin in seconds, not before what was forgotten
     * @param end in seconds
     */
    public List<SpeechSegment> segments(double begin, double end) {
        long last = Math.min(Math.round(end * SAMPLE_RATE), samples);
        long first = Math.min(Math.round(begin * SAMPLE_RATE), last);
        int from = (int) Math.max(0, Math.min(kept, first / CHUNK - forgotten));
        boolean toTheEnd = finished && last == samples;
        int to = toTheEnd ? kept : (int) Math.max(from, Math.min(kept, last / CHUNK - forgotten));
        long origin = (from + forgotten) * CHUNK;
        return segmenter.segments(Arrays.copyOfRange(probabilities, from, to), last - origin).stream()
                .map(segment -> new SpeechSegmenter.Samples(
                        Math.max(first, origin + segment.begin()), Math.min(last, origin + segment.end())))
                .filter(segment -> segment.end() > segment.begin())
                .map(segment ->
                        new SpeechSegment((double) segment.begin() / SAMPLE_RATE, (double) segment.end() / SAMPLE_RATE))
                .toList();
    }

    /** Forgets what is before a time, so that memory does not grow; a time that has been passed changes nothing. */
    public void forget(double seconds) {
        int dropped = (int) Math.max(0, Math.min(kept, (long) (seconds * SAMPLE_RATE) / CHUNK - forgotten));
        System.arraycopy(probabilities, dropped, probabilities, 0, kept - dropped);
        kept -= dropped;
        forgotten += dropped;
    }

    /** The probability of each chunk that was not forgotten. */
    float[] probabilities() {
        return Arrays.copyOf(probabilities, kept);
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
        }
    }
}
