package org.vavl.serve.recognition;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.recognition.output.JsonText;
import org.vavl.serve.http.Problem;
import org.vavl.serve.http.ProblemException;
import org.vavl.serve.http.QueryParameters;
import org.vavl.serve.http.ServerSentEvents;

/** {@code /v1/jobs}: how far a long recording was gone through, as a value or as events, and its result while it is kept. */
public final class JobRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(JobRoutes.class);
    private static final String PATH = "/v1/jobs/{job}";
    private static final int MOST_LISTENERS = 32;
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final Semaphore listeners = new Semaphore(MOST_LISTENERS);

    /** Routes for these jobs. */
    public JobRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * A job as JSON has it.
     *
     * @param seconds how much of the recording was gone through
     */
    private record JobJson(
            String id,
            String clip,
            String state,
            Optional<Double> seconds,
            Optional<Problem> problem,
            Optional<String> result) {
        static JobJson of(Job job, JobState state) {
            OptionalDouble seconds = state instanceof JobState.Running running
                    ? OptionalDouble.of(running.seconds())
                    : OptionalDouble.empty();
            return new JobJson(
                    job.id(),
                    job.clip(),
                    state.word(),
                    seconds.isPresent() ? Optional.of(seconds.getAsDouble()) : Optional.empty(),
                    state instanceof JobState.Failed failed ? Optional.of(failed.problem()) : Optional.empty(),
                    state instanceof JobState.Done ? Optional.of(path(job) + "/result") : Optional.empty());
        }
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> {
            Job job = job(ctx);
            ctx.contentType("application/json").result(JsonText.of(JobJson.of(job, job.state())) + "\n");
        });
        routes.delete(PATH, ctx -> {
            Job job = job(ctx);
            job.cancel();
            jobs.forget(job);
            ctx.status(204);
        });
        routes.get(PATH + "/result", ctx -> {
            AnswerFormat format = QueryParameters.of(ctx, Set.of("format")).choice("format", AnswerFormat.JSON);
            send(ctx, job(ctx), format);
        });
        routes.get(PATH + "/events", this::events);
    }

    private Job job(Context ctx) {
        return jobs.named(ctx.pathParam("job"));
    }

    private static String path(Job job) {
        return "/v1/jobs/" + job.id();
    }

    /** Sends the job's result. */
    static void send(Context ctx, Job job, AnswerFormat format) {
        JobState state = job.state();
        if (state instanceof JobState.Failed failed) {
            throw ProblemException.of(failed.problem());
        }
        if (!(state instanceof JobState.Done done)) {
            throw ProblemException.of(409, "the job is " + state.word() + ", and has no result");
        }
        String name = AnswerFormat.fileName(job.clip()).replaceFirst("\\.[A-Za-z0-9]{1,5}$", "") + format.ending();
        ctx.contentType(format.contentType())
                .header(
                        "Content-Disposition",
                        "inline; filename*=UTF-8''"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
        if (format == AnswerFormat.HTML) {
            ctx.header(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox");
        }
        ctx.result(format.of(done.answer()));
    }

    /** Tells where the job is to be asked for. */
    static void sendAccepted(Context ctx, Job job, Duration kept) {
        ctx.status(202)
                .header("Location", path(job))
                .header("Vavl-Result-Kept-Seconds", Long.toString(kept.toSeconds()))
                .contentType("application/json")
                .result(JsonText.of(JobJson.of(job, job.state())) + "\n");
    }

    /** A listener that is slow misses states in between, and holds up nobody. */
    private void events(Context ctx) throws InterruptedException {
        Job job = job(ctx);
        if (!listeners.tryAcquire()) {
            throw ProblemException.busy(
                    "events are sent to " + MOST_LISTENERS + " clients, the most at a time; try again");
        }
        try {
            send(job, ServerSentEvents.begin(ctx));
        } catch (IOException e) {
            LOG.debug("who listened is gone", e);
        } finally {
            listeners.release();
        }
    }

    private static void send(Job job, ServerSentEvents events) throws IOException, InterruptedException {
        JobState state = job.state();
        events.send(state.word(), JsonText.line(JobJson.of(job, state)));
        while (!state.hasEnded()) {
            JobState next = job.awaitChange(state, BETWEEN_SIGNS);
            if (next.equals(state)) {
                events.sendComment("still " + state.word());
            } else {
                events.send(next.word(), JsonText.line(JobJson.of(job, next)));
            }
            state = next;
        }
    }
}
