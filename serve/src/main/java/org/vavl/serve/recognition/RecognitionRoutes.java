package org.vavl.serve.recognition;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.PlainText;
import org.vavl.core.VavlException;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.output.FaceThumbnails;
import org.vavl.serve.http.ProblemException;
import org.vavl.serve.model.Audience;
import org.vavl.serve.model.ServedModels;

/** {@code POST /v1/recognitions}: a recording in, its recognition out; one that takes longer than the server waits becomes a job. */
public final class RecognitionRoutes {
    /** Where recordings are sent to. */
    public static final String PATH = "/v1/recognitions";

    private static final int LONGEST_NAME = 255;
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,6})(?:$|[,;\\s])");

    private final ServedModels models;
    private final Audience audience;
    private final UploadFolder uploads;
    private final Jobs jobs;
    private final Duration patience;

    /** @param patience for how long a request waits for its answer before it is told of the job */
    public RecognitionRoutes(
            ServedModels models, Audience audience, UploadFolder uploads, Jobs jobs, Duration patience) {
        this.models = models;
        this.audience = audience;
        this.uploads = uploads;
        this.jobs = jobs;
        this.patience = patience;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.post(PATH, this::recognize);
    }

    private void recognize(Context ctx) throws IOException, InterruptedException {
        audience.requireAllowed();
        RecognitionQuery query = RecognitionQuery.of(ctx, models);
        Duration wait = patience(Optional.ofNullable(ctx.header("Prefer")).orElse(""));
        try (Jobs.Place place = jobs.place()) {
            Upload upload = upload(ctx, query.name());
            Job job = place.submit(
                    upload.name(), running -> answer(query, query.gone(wait.isZero()), upload, running), upload::close);
            JobState state = job.awaitEnd(wait);
            if (state.hasEnded()) {
                jobs.forget(job);
                if (state instanceof JobState.Cancelled) {
                    throw ProblemException.busy("the server ends before the recording was recognised");
                }
                JobRoutes.send(ctx, job, query.format());
            } else {
                ctx.header("Preference-Applied", wait.isZero() ? "respond-async" : "wait=" + wait.toSeconds());
                JobRoutes.sendAccepted(ctx, job, jobs.kept());
            }
        }
    }

    /** As RFC 7240, "Prefer Header for HTTP", has it: {@code respond-async}, {@code wait=SECONDS}. */
    private Duration patience(String preference) {
        String small = preference.toLowerCase(Locale.ROOT);
        Matcher wait = WAIT.matcher(small);
        if (wait.find()) {
            Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
            return asked.compareTo(patience) < 0 ? asked : patience;
        }
        return small.contains("respond-async") ? Duration.ZERO : patience;
    }

    private Upload upload(Context ctx, String name) throws IOException {
        long stated = ctx.req().getContentLengthLong();
        if (stated > uploads.mostBytes()) {
            throw ProblemException.of(
                    413, "the upload has " + stated + " bytes, and must have at most " + uploads.mostBytes());
        }
        if (!ctx.isMultipartFormData()) {
            try (InputStream body = ctx.req().getInputStream()) {
                return uploads.take(plain(name), body);
            }
        }
        List<UploadedFile> files = ctx.uploadedFiles();
        if (files.size() != 1) {
            throw ProblemException.of(
                    400, "the form has " + files.size() + " files, and must have 1, such as curl -F file=@clip.mp4");
        }
        try (InputStream content = files.get(0).content()) {
            String given = files.get(0).filename();
            return uploads.take(plain(given.isBlank() ? name : given), content);
        }
    }

    private static String plain(String name) {
        String line = PlainText.line(name);
        return line.length() > LONGEST_NAME ? line.substring(line.length() - LONGEST_NAME) : line;
    }

    private static Answer answer(RecognitionQuery query, WindowSettings gone, Upload upload, Job job) {
        Recognizer recognizer = query.model().recognizer();
        FaceThumbnails portraits = new FaceThumbnails();
        Recognizer.MediaFile media = new Recognizer.MediaFile(upload.name(), upload.file());
        try {
            Recognition recognition = recognizer.recognize(media, query.face(), gone, window -> {
                job.reached(window.recognition().end());
                portraits.accept(window);
            });
            return new Answer(recognition, portraits, recognizer.model(), query.windows());
        } catch (VavlException e) {
            // where it lies here is nobody's business
            throw new VavlException(
                    String.valueOf(e.getMessage()).replace(upload.file().toString(), upload.name()), e);
        }
    }
}
