package org.vavl.serve;

import io.javalin.config.RoutesConfig;
import java.util.Optional;
import org.vavl.recognition.output.JsonText;

/** {@code /v1/about}: what the page, and whoever asks, must know of the server. */
final class PageRoutes {
    private final ServeSettings settings;
    private final String version;

    PageRoutes(ServeSettings settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    /**
     * What is told.
     *
     * @param version Vavl's
     * @param notice whether people are to be told that their emotions are recognised
     * @param refusal why emotions are not recognised; absent if they are
     * @param maximumUploadBytes of a recording
     * @param resultsKeptSeconds for how long results are kept
     */
    private record About(
            String version,
            boolean notice,
            Optional<String> refusal,
            long maximumUploadBytes,
            long resultsKeptSeconds) {}

    void register(RoutesConfig routes) {
        About about = new About(
                version,
                settings.audience().notice(),
                settings.audience().refusal(),
                settings.limits().uploads().bytes(),
                settings.limits().recognitions().resultsKept().toSeconds());
        routes.get("/v1/about", ctx -> ctx.contentType("application/json").result(JsonText.of(about) + "\n"));
    }
}
