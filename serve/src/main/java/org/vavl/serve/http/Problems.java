package org.vavl.serve.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;
import org.vavl.recognition.output.JsonText;

/** Answers requests that fail with a {@link Problem}, whatever it was. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final long MOST_READ_ON = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private Problems() {}

    /** Adds the handlers. */
    public static void register(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> {
            e.headers().forEach(ctx::header);
            answer(ctx, e.problem());
        });
        routes.exception(VavlException.class, (e, ctx) -> answer(ctx, Problem.of(422, String.valueOf(e.getMessage()))));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> answer(ctx, Problem.of(e.getStatus(), String.valueOf(e.getMessage()))));
        routes.exception(Exception.class, (e, ctx) -> answer(ctx, of(e)));
        for (int status : new int[] {404, 405}) {
            routes.error(status, ctx -> {
                if (!Problem.CONTENT_TYPE.equals(ctx.res().getContentType())
                        && !ctx.path().startsWith("/v2/")) {
                    answer(
                            ctx,
                            Problem.of(
                                    status,
                                    status == 404
                                            ? ctx.path() + " is not here: /openapi.yaml lists what is"
                                            : ctx.method() + " is not what " + ctx.path() + " takes"));
                }
            });
        }
    }

    /** What a client is told of an exception; what is a fault of the program is logged, and the client told no more than that. */
    public static Problem of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem.problem();
            }
            if (cause instanceof VavlException) {
                return Problem.of(422, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof HttpException.RuntimeException http) {
                return Problem.of(http.getCode(), "the request cannot be read: " + http.getReason());
            }
            if (cause instanceof EofException || cause instanceof java.util.concurrent.TimeoutException) {
                return Problem.of(408, "the request ended before it was complete");
            }
        }
        if (e instanceof IOException) {
            return Problem.of(400, "the request cannot be read: " + e.getMessage());
        }
        LOG.error("a request failed", e);
        return Problem.of(500, "the server failed; its log says why");
    }

    private static void answer(Context ctx, Problem problem) {
        readOn(ctx);
        boolean isInference = ctx.path().startsWith("/v2/");
        ctx.status(problem.status())
                .contentType(isInference ? "application/json" : Problem.CONTENT_TYPE)
                .result(isInference ? JsonText.of(Map.of("error", problem.detail())) + "\n" : problem.json());
    }

    /**
     * Who still sends when the connection is closed may never read the answer; so what comes of the body within a moment is read, up to a
     * bound. Who sends slowly is not waited for.
     */
    private static void readOn(Context ctx) {
        if (ctx.req().getContentLengthLong() <= 0 && ctx.header("Transfer-Encoding") == null) {
            return;
        }
        try {
            ServletInputStream body = ctx.req().getInputStream();
            long end = System.nanoTime() + PATIENCE.toNanos();
            long read = 0;
            while (read < MOST_READ_ON && !body.isFinished() && System.nanoTime() < end) {
                int available = body.available();
                if (available > 0) {
                    read += body.skip(available);
                } else {
                    Thread.sleep(1);
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the rest of a request cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
