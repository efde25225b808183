package org.vavl.recognition;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.vavl.core.Lifetime;
import org.vavl.core.VavlException;
import org.vavl.features.Image;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.stream.FrameStream;
import org.vavl.features.stream.SampleStream;
import org.vavl.features.stream.TimedImage;

/**
 * Recognises what goes on and on, such as a microphone, a camera or a telephone call: samples and images are pushed with their times as they
 * come, and a listener gets each window's recognition.
 *
 * <pre>{@code
 * try (RecognitionSession session = recognizer.open(SessionSettings.audio(PcmFormat.mono(16_000)), listener)) {
 *     session.pushSamples(seconds, samples); // again and again
 * } // the listener gets the rest
 * }</pre>
 *
 * <p>Times are in seconds from the session's beginning, 0. Sound for which nothing comes is silence, and images that do not come are frames
 * without a face; what comes later than {@link SessionSettings#latenessSeconds} behind the other stream, or for a time that has been
 * passed, is dropped and counted. Pieces of sound follow each other where their times are within 40 ms.
 *
 * <p>Memory is bounded: a push waits while too much has not been recognised. Beside the model, a session takes at
 * most 8 MB of sound, and the images of about 4 s (with low latency 2 s) as they are pushed: 25 images of 640×480 pixels a second are 90 MB.
 *
 * <p>One thread pushes sound and one pushes images, or one both; {@link #close} may come from any thread.
 */
public final class RecognitionSession implements AutoCloseable {
    private static final String NAME = "RecognitionSession";

    private final StreamInput input;
    private final Lifetime recognizer;
    private final Thread worker;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private RecognitionSession(
            StreamInput input,
            RecordingReader reader,
            RecordingRecognition recognition,
            Lifetime recognizer,
            Lifetime.Use use) {
        this.input = input;
        this.recognizer = recognizer;
        this.worker = new Thread(() -> run(reader, recognition, use), "vavl-session");
        worker.setDaemon(true);
    }

    /**
     * @param reader of the input; closed with the session
     * @param use of the recogniser; ended with the session
     */
    static RecognitionSession start(
            StreamInput input,
            RecordingReader reader,
            RecordingRecognition recognition,
            Lifetime recognizer,
            Lifetime.Use use) {
        RecognitionSession session = new RecognitionSession(input, reader, recognition, recognizer, use);
        session.worker.start();
        return session;
    }

    @SuppressWarnings("IllegalCatch") // whatever it is, whoever pushes or closes throws it
    private void run(RecordingReader reader, RecordingRecognition recognition, Lifetime.Use use) {
        try (use;
                reader) {
            recognition.goThrough(window -> {});
        } catch (Throwable e) {
            failure.set(e);
        } finally {
            input.clock().abandon();
        }
    }

    /**
     * Takes samples.
     *
     * @param seconds when the first one was recorded, 0 or more
     * @param samples interleaved, full scale is ±1, each a finite number; copied
     * @throws IllegalStateException if the session or its recogniser is closed, or no sound was said to come
     * @throws VavlException if a sample is not finite, or this thread is interrupted while it waits
     */
    public void pushSamples(double seconds, float[] samples) {
        requireOpen();
        requireTime(seconds);
        if (!input.hasAudio()) {
            throw new IllegalStateException("samples are pushed, and the session was opened without sound");
        }
        input.sound().ifPresent(stream -> stream.push(seconds, samples));
        throwFailure();
    }

    /** Takes 16-bit samples; see {@link #pushSamples(double, float[])}. */
    public void pushSamples(double seconds, short[] samples) {
        pushSamples(seconds, PcmFormat.toFloats(samples));
    }

    /**
     * Takes an image.
     *
     * @param seconds when it was taken, 0 or more
     * @param image in colour; copied
     * @throws IllegalStateException if the session or its recogniser is closed, or no images were said to come
     * @throws VavlException if this thread is interrupted while it waits
     */
    public void pushImage(double seconds, Image image) {
        requireOpen();
        TimedImage timed = new TimedImage(seconds, image);
        if (!input.hasVideo()) {
            throw new IllegalStateException("an image is pushed, and the session was opened without images");
        }
        input.images().ifPresent(stream -> stream.push(timed.seconds(), timed.image()));
        throwFailure();
    }

    /**
     * Tells that nothing before a time will come any more; for when neither sound nor images come for a while.
     *
     * @param seconds a time that has been passed changes nothing
     */
    public void advanceTo(double seconds) {
        requireOpen();
        requireTime(seconds);
        input.clock().advanceTo(seconds);
        throwFailure();
    }

    private static void requireTime(double seconds) {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("the time is " + seconds + " s, and must be 0 s or more");
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the " + NAME + " is closed");
        }
        throwFailure();
        try {
            recognizer.requireOpen();
        } catch (IllegalStateException e) {
            input.clock().abandon(); // so that the session ends, which uses it
            throw e;
        }
    }

    private void throwFailure() {
        Throwable thrown = failure.get();
        if (thrown instanceof IllegalStateException state) {
            throw new IllegalStateException(state.getMessage(), state);
        }
        if (thrown instanceof VavlException vavl) {
            throw new VavlException(String.valueOf(vavl.getMessage()), vavl);
        }
        if (thrown != null) {
            throw new IllegalStateException("the " + NAME + " has ended: " + thrown, thrown);
        }
    }

    /** How many seconds of sound came too late and were dropped, so far. */
    public double lateSeconds() {
        return input.sound().map(SampleStream::lateSeconds).orElse(0.0);
    }

    /** For how many seconds no sound came, so far. */
    public double missingSeconds() {
        return input.sound().map(SampleStream::missingSeconds).orElse(0.0);
    }

    /** How many black images stand for those that did not come, so far; ten a second at the most. */
    public long missingImages() {
        return input.images().map(FrameStream::missingImages).orElse(0L);
    }

    /** How many images came too late and were dropped, so far. */
    public long lateImages() {
        return input.images().map(FrameStream::lateImages).orElse(0L);
    }

    /**
     * Ends the session: the listener gets the windows that are left, then everything is freed. Waits for it, unless the listener itself
     * closes the session, or this thread is interrupted, which drops what is left.
     *
     * @throws IllegalStateException if the recogniser was closed before, or the listener threw
     * @throws VavlException if the rest could not be recognised
     */
    @Override
    public void close() {
        boolean first = closed.compareAndSet(false, true);
        input.sound().ifPresent(SampleStream::finish);
        input.images().ifPresent(FrameStream::finish);
        if (Thread.currentThread() == worker) {
            return;
        }
        try {
            worker.join();
        } catch (InterruptedException e) {
            input.clock().abandon();
            worker.interrupt();
            Thread.currentThread().interrupt();
        }
        if (first) {
            throwFailure();
        }
    }
}
