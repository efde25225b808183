package org.vavl.features.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.vavl.core.VavlException;

/** A media file's sound, to be gone through more than once in bounded memory: short sound is kept, long sound decoded anew. */
public final class ReplayableAudio {
    private final Path media;
    private final int sampleRate;
    private final MediaLimits limits;
    private float[] kept = new float[0];
    private boolean isKept = true;
    private long samples;
    private double mean;
    private double squaredDeviations;

    private ReplayableAudio(Path media, int sampleRate, MediaLimits limits) {
        this.media = media;
        this.sampleRate = sampleRate;
        this.limits = limits;
    }

    /**
     * Decodes a file once.
     *
     * @param media any file that FFmpeg reads
     * @param sampleRate samples per second, whatever the file has
     * @param limits what the file may cost
     * @param mostKept samples that are kept at most
     * @throws org.vavl.core.VavlException if the file cannot be read or has no sound
     */
    public static ReplayableAudio open(Path media, int sampleRate, MediaLimits limits, int mostKept) {
        ReplayableAudio sound = new ReplayableAudio(media, sampleRate, limits);
        try (AudioReader reader = sound.reader()) {
            float[] piece = new float[sampleRate];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                sound.keep(piece, count, mostKept);
                sound.add(piece, count);
            }
        }
        sound.kept = Arrays.copyOf(sound.kept, sound.isKept ? (int) sound.samples : 0);
        return sound;
    }

    /**
     * Sound that is there already.
     *
     * @param samples not copied, and not to be changed
     */
    public static ReplayableAudio of(float[] samples, int sampleRate) {
        ReplayableAudio sound = new ReplayableAudio(Path.of(""), sampleRate, MediaLimits.defaults());
        sound.kept = samples;
        sound.add(samples, samples.length);
        return sound;
    }

    /** Keeps a piece with those before while they are not too many together; else none. */
    private void keep(float[] piece, int count, int mostKept) {
        isKept = isKept && samples + count <= mostKept;
        if (!isKept) {
            kept = new float[0];
            return;
        }
        int end = (int) samples + count;
        if (end > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(mostKept, Math.max(end, 2 * kept.length)));
        }
        System.arraycopy(piece, 0, kept, (int) samples, count);
    }

    private AudioReader reader() {
        return AudioReader.require(media, sampleRate, limits);
    }

    /** Joins a piece's mean and squared deviations with those of what came before (Chan, Golub and LeVeque 1983). */
    private void add(float[] piece, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += piece[i];
        }
        double pieceMean = sum / count;
        double deviations = 0;
        for (int i = 0; i < count; i++) {
            deviations += (piece[i] - pieceMean) * (piece[i] - pieceMean);
        }
        double difference = pieceMean - mean;
        long together = samples + count;
        squaredDeviations += deviations + difference * difference * samples * count / together;
        mean += difference * count / together;
        samples = together;
    }

    /** N. */
    public long samples() {
        return samples;
    }

    /** The mean of all samples. */
    public double mean() {
        return mean;
    }

    /** The mean square of the samples' deviations from their mean. */
    public double variance() {
        return samples == 0 ? 0 : squaredDeviations / samples;
    }

    /**
     * Goes through the sound in pieces.
     *
     * @param size samples of a piece; the last has fewer
     * @param step from a piece's begin to the next one's, at most {@code size}
     * @param consumer gets each piece, which becomes its own
     * @throws VavlException if this thread is interrupted
     */
    public void forEachPiece(int size, int step, Consumer<float[]> consumer) {
        if (kept.length == samples) {
            for (int begin = 0; begin < kept.length; begin += step) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new VavlException(media + ": interrupted");
                }
                consumer.accept(Arrays.copyOfRange(kept, begin, (int) Math.min((long) begin + size, kept.length)));
            }
            return;
        }
        try (AudioReader reader = reader()) {
            reader.warnNoMore();
            float[] piece = new float[size];
            int filled = 0;
            for (int count = read(reader, piece, filled); count > 0; count = read(reader, piece, filled)) {
                filled += count;
                consumer.accept(Arrays.copyOf(piece, filled));
                System.arraycopy(piece, Math.min(step, filled), piece, 0, Math.max(0, filled - step));
                filled = Math.max(0, filled - step);
            }
        }
    }

    private static int read(AudioReader reader, float[] piece, int begin) {
        float[] more = new float[piece.length - begin];
        int count = reader.read(more);
        System.arraycopy(more, 0, piece, begin, count);
        return count;
    }
}
