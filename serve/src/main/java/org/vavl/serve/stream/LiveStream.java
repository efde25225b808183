package org.vavl.serve.stream;

import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.recognition.RecognitionSession;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.SessionSettings;
import org.vavl.recognition.output.JsonText;
import org.vavl.serve.http.ProblemException;
import org.vavl.serve.model.ServedModel;

/**
 * One client's stream. Its messages come one after the other; a message that comes faster than it can be recognised waits, and with it the client, since
 * nothing more is read meanwhile.
 */
final class LiveStream {
    /** No more than this may lie between the latest time and the next one: what did not come is taken for silence, which costs as much. */
    private static final double LONGEST_GAP_SECONDS = 60;

    private final Consumer<String> out;
    private final Counter windows;
    private final WebmSound webm;
    private final List<RecognitionSession> sessions = new CopyOnWriteArrayList<>();
    private @Nullable StreamStart start;
    private double latest;

    /**
     * A stream that has not begun.
     *
     * @param out sends a message; called by several threads
     * @param windows counts the answers
     * @param failed is told, by another thread than those that send messages, why the stream cannot go on
     */
    LiveStream(Consumer<String> out, Counter windows, Consumer<RuntimeException> failed) {
        this.out = out;
        this.windows = windows;
        this.webm = new WebmSound(
                (seconds, samples) -> sessions.forEach(session -> session.pushSamples(seconds, samples)), failed);
    }

    /** Whether it has begun. */
    boolean hasBegun() {
        return start != null;
    }

    /**
     * Begins.
     *
     * @throws ProblemException if it cannot
     */
    void begin(StreamStart asked, ServedModel model) {
        if (start != null) {
            throw ProblemException.of(409, "the stream has begun already");
        }
        Recognizer recognizer = model.recognizer();
        Task task = recognizer.model().task();
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            SessionSettings settings = asked.session();
            List<RecognitionSession> begun = new ArrayList<>();
            begun.add(opened.add(
                    recognizer.open(settings, window -> {
                        windows.increment();
                        send(StreamAnswer.Said.of("window", false, window, task));
                    }),
                    RecognitionSession::close));
            if (asked.utterances()) {
                begun.add(opened.add(
                        recognizer.open(
                                asked.utteranceSession(),
                                window -> send(StreamAnswer.Said.of("utterance", true, window, task))),
                        RecognitionSession::close));
            }
            sessions.addAll(opened.returned(begun));
            start = asked;
            send(new StreamAnswer.Ready(
                    "ready",
                    model.name(),
                    task.outputNames(),
                    settings.windows().seconds(),
                    settings.windows().stepSeconds()));
        } catch (VavlException e) {
            throw ProblemException.of(400, String.valueOf(e.getMessage()));
        }
    }

    private void send(Object value) {
        out.accept(JsonText.line(value));
    }

    /**
     * Takes sound or a picture; waits while too much has not been recognised.
     *
     * @throws ProblemException if it is not what was said to come
     */
    void take(byte[] message) {
        StreamStart begun = start;
        if (begun == null) {
            throw ProblemException.of(409, "the stream has not begun: send {\"type\":\"start\", …} first");
        }
        StreamData data = StreamData.read(message, begun);
        if (data.seconds() > latest + LONGEST_GAP_SECONDS) {
            throw ProblemException.of(
                    400,
                    "the time is " + data.seconds() + " s, more than " + LONGEST_GAP_SECONDS + " s behind " + latest
                            + " s");
        }
        latest = Math.max(latest, data.seconds());
        boolean isExpected =
                data instanceof StreamData.Picture ? begun.frameRate().isPresent() : begun.hasSound();
        if (!isExpected) {
            throw ProblemException.of(400, "the stream was begun without what has come");
        }
        if (data instanceof StreamData.WebmPiece piece) {
            webm.take(piece.seconds(), piece.toArray());
        } else {
            webm.awaitDecoded();
        }
        for (RecognitionSession session : sessions) {
            if (data instanceof StreamData.Sound sound) {
                session.pushSamples(sound.seconds(), sound.toArray());
            } else if (data instanceof StreamData.Picture picture) {
                session.pushImage(picture.seconds(), picture.image());
            }
        }
    }

    /** Answers for what is left, and ends. */
    void finish() {
        if (sessions.isEmpty()) {
            throw ProblemException.of(409, "the stream has not begun");
        }
        webm.finish();
        sessions.forEach(RecognitionSession::close);
        send(StreamAnswer.End.of(sessions.get(0)));
    }

    /** Ends without an answer for what is left. */
    @SuppressWarnings("IllegalCatch") // one that fails does not keep the others open
    void drop() {
        webm.drop();
        for (RecognitionSession session : sessions) {
            Thread.currentThread().interrupt(); // has closing drop what is left
            try {
                session.close();
            } catch (RuntimeException e) {
                // whoever wanted to know of it is gone
            } finally {
                Thread.interrupted();
            }
        }
    }
}
