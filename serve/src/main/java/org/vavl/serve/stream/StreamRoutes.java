package org.vavl.serve.stream;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Configurable;
import org.vavl.recognition.output.JsonText;
import org.vavl.serve.http.Problem;
import org.vavl.serve.http.ProblemException;
import org.vavl.serve.http.Problems;
import org.vavl.serve.http.ServerMetrics;
import org.vavl.serve.model.Audience;
import org.vavl.serve.model.ServedModels;

/** {@code WS /v1/stream}: sound and pictures in, recognitions out. */
public final class StreamRoutes {
    /** Where streams are sent to. */
    public static final String PATH = "/v1/stream";

    private static final int ENDED = 1000;
    private static final int REFUSED = 1008;
    private static final int FAILED = 1011;
    private static final int TRY_AGAIN = 1013;
    private static final int LONGEST_REASON = 100;
    private static final int MOST_TEXT_BYTES = 1 << 14;
    private static final int MOST_ANSWERS = 64;

    private final ServedModels models;
    private final Audience audience;
    private final int most;
    private final Duration idle;
    private final Semaphore places;
    private final Counter windows;
    private final Map<String, LiveStream> streams = new ConcurrentHashMap<>();

    /**
     * Routes for these models.
     *
     * @param most streams at a time
     * @param idle after how long without anything one is ended
     */
    public StreamRoutes(ServedModels models, Audience audience, int most, Duration idle, ServerMetrics metrics) {
        this.models = models;
        this.audience = audience;
        this.most = most;
        this.idle = idle;
        this.places = new Semaphore(most);
        this.windows = metrics.counter("vavl.stream.windows", "Windows of live streams that were answered for");
        metrics.gauge("vavl.streams", "Live streams", streams::size);
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, ctx -> audience.requireAllowed());
        routes.ws(PATH, this::configure);
    }

    /** Bounds what a client may send, and how much may wait to be sent to one that does not read. */
    public void bound(Configurable sockets) {
        sockets.setIdleTimeout(idle);
        sockets.setMaxBinaryMessageSize(StreamData.MOST_BYTES);
        sockets.setMaxFrameSize(StreamData.MOST_BYTES);
        sockets.setMaxTextMessageSize(MOST_TEXT_BYTES);
        sockets.setMaxOutgoingFrames(MOST_ANSWERS);
    }

    private void configure(WsConfig ws) {
        ws.onConnect(this::connect);
        ws.onMessage(ctx -> guarded(ctx, stream -> message(ctx, stream, ctx.message())));
        ws.onBinaryMessage(ctx -> {
            byte[] bytes = new byte[ctx.data().remaining()];
            ctx.data().get(bytes);
            guarded(ctx, stream -> stream.take(bytes));
        });
        ws.onClose(this::remove);
        ws.onError(this::remove);
    }

    private void connect(WsContext ctx) {
        if (!places.tryAcquire()) {
            end(ctx, TRY_AGAIN, Problem.of(503, most + " streams are open, the most at a time; try again"));
            return;
        }
        streams.put(ctx.sessionId(), new LiveStream(ctx::send, windows, failure -> fail(ctx, failure)));
    }

    private void message(WsContext ctx, LiveStream stream, String text) {
        StreamStart message = StreamStart.read(text);
        switch (message.type()) {
            case "start" ->
                stream.begin(message, message.model().map(models::named).orElseGet(models::first));
            case "stop" -> {
                stream.finish();
                ctx.closeSession(ENDED, "done");
            }
            default -> throw ProblemException.of(400, "the message's type must be start or stop");
        }
    }

    /** What goes wrong ends the stream, and the client is told. */
    @SuppressWarnings("IllegalCatch")
    private void guarded(WsContext ctx, Consumer<LiveStream> action) {
        LiveStream stream = streams.get(ctx.sessionId());
        if (stream == null) {
            return; // was refused
        }
        try {
            action.accept(stream);
        } catch (RuntimeException e) {
            fail(ctx, e);
        }
    }

    /** Once, whichever thread is the first. */
    private void fail(WsContext ctx, RuntimeException failure) {
        LiveStream stream = streams.remove(ctx.sessionId());
        if (stream != null) {
            Problem problem = Problems.of(failure);
            end(ctx, problem.status() < 500 ? REFUSED : FAILED, problem);
            release(stream);
        }
    }

    private void release(LiveStream stream) {
        places.release();
        stream.drop();
    }

    @SuppressWarnings("IllegalCatch") // a client that is gone cannot be told anything
    private static void end(WsContext ctx, int code, Problem problem) {
        try {
            ctx.send(JsonText.line(new StreamAnswer.Failed("error", problem)));
            String reason = problem.title();
            ctx.closeSession(code, reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        } catch (RuntimeException e) {
            // see above
        }
    }

    private void remove(WsContext ctx) {
        Optional.ofNullable(streams.remove(ctx.sessionId())).ifPresent(this::release);
    }

    /** Ends all streams. */
    public void close() {
        streams.forEach((id, stream) -> {
            if (streams.remove(id, stream)) {
                release(stream);
            }
        });
    }
}
