package org.vavl.serve.stream;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.vavl.core.VavlException;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.MediaReport;
import org.vavl.features.media.MediaStream;
import org.vavl.serve.http.ProblemException;

/**
 * The sound of a WebM file that a browser records and sends in pieces, decoded by a thread of its own as it comes. Bounded: no more than
 * {@value #MOST_WAITING_BYTES} bytes and a message wait to be decoded, and what gives no sound for long, or damaged, ends it.
 */
final class WebmSound {
    /** Of the samples that it gives. */
    static final int SAMPLE_RATE = AudioReader.SAMPLE_RATE;

    private static final String NAME = "the WebM file";
    private static final byte[] EBML = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3};
    private static final int MOST_WAITING_BYTES = 1 << 18;
    private static final int MOST_SILENT_BYTES = 1 << 20;
    private static final double MOST_FILLED_SECONDS = 60;
    private static final int PIECE = SAMPLE_RATE / 20;

    /** What goes on has no length, and whoever sends it may wait: the socket's idle time is what ends that. */
    private static final MediaLimits LIMITS = new MediaLimits(1e7, 1e7, 1 << 16);

    private final MediaStream stream = new MediaStream(NAME, MOST_WAITING_BYTES);
    private final Sink sink;
    private final Consumer<RuntimeException> failed;
    private final Thread decoder = new Thread(this::run, "vavl-webm");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile double begin;
    private volatile long bytesAtSound;
    private volatile boolean isDropped;

    /** Gets samples. */
    @FunctionalInterface
    interface Sink {
        /** Takes mono samples from a time on; waits where they cannot be used yet. */
        void take(double seconds, float[] samples);
    }

    /**
     * Sound of which nothing has come.
     *
     * @param sink gets the samples, of {@value #SAMPLE_RATE} Hz, by the decoder's thread
     * @param failed is told, by the decoder's thread, why no more will come
     */
    WebmSound(Sink sink, Consumer<RuntimeException> failed) {
        this.sink = sink;
        this.failed = failed;
        decoder.setDaemon(true);
    }

    /**
     * Takes the next piece of the file; waits while too much has not been decoded.
     *
     * @param seconds when the recording began; of the first piece, those of others do not matter
     * @throws ProblemException if it is no such file, or has no sound for long
     */
    void take(double seconds, byte[] piece) {
        if (decoder.getState() == Thread.State.NEW) {
            if (piece.length < EBML.length || !Arrays.equals(EBML, 0, EBML.length, piece, 0, EBML.length)) {
                throw ProblemException.of(400, "the first piece of sound is not the beginning of a WebM file");
            }
            begin = seconds;
            decoder.start();
        }
        stream.push(piece);
        if (stream.bytesRead() - bytesAtSound > MOST_SILENT_BYTES) {
            throw ProblemException.of(
                    400, NAME + " has no sound in " + MOST_SILENT_BYTES + " bytes, and must have Opus alone");
        }
    }

    /** Waits until what has come is decoded, so that pictures do not overtake the sound that came before them. */
    void awaitDecoded() {
        if (decoder.getState() != Thread.State.NEW) {
            stream.awaitRead();
        }
    }

    /**
     * Ends the file, and waits until all of it is decoded.
     *
     * @throws VavlException if it cannot be
     */
    void finish() {
        stream.finish();
        try {
            decoder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        }
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Decodes no more. */
    void drop() {
        isDropped = true;
        stream.close();
        decoder.interrupt();
    }

    @SuppressWarnings("IllegalCatch") // whatever it is, the client is told
    private void run() {
        try {
            decode();
        } catch (RuntimeException e) {
            if (!isDropped) {
                failure.set(e);
                failed.accept(e);
            }
        } finally {
            stream.close(); // whoever pushes does not wait for ever
        }
    }

    private void decode() {
        try (AudioReader reader = AudioReader.open(stream, SAMPLE_RATE, LIMITS)) {
            reader.warnNoMore();
            double first = begin + reader.beginSeconds();
            Gap gap = new Gap();
            float[] piece = new float[PIECE];
            long position = 0;
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                requireIntact(reader.report());
                gap.add(reader.filledSeconds(), (double) count / SAMPLE_RATE);
                bytesAtSound = stream.bytesRead();
                sink.take(first + (double) position / SAMPLE_RATE, Arrays.copyOf(piece, count));
                position += count;
            }
            requireIntact(reader.report());
        }
    }

    private static void requireIntact(MediaReport report) {
        if (report.skippedPackets() + report.damagedFrames() + report.errors() > 0) {
            throw ProblemException.of(
                    400, NAME + " is damaged: " + report.warning().orElse("it cannot be read on"));
        }
    }

    /** Where the file's times leave a gap, silence stands for it, which costs as much as sound. */
    private static final class Gap {
        private double filledBefore;
        private double seconds;

        void add(double filled, double pieceSeconds) {
            seconds = filled - filledBefore < pieceSeconds - 1e-9 ? 0 : seconds + pieceSeconds;
            filledBefore = filled;
            if (seconds > MOST_FILLED_SECONDS) {
                throw ProblemException.of(
                        400, NAME + " has a gap of more than " + MOST_FILLED_SECONDS + " s, by its time stamps");
            }
        }
    }
}
