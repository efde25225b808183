package org.vavl.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.serve.http.Access;
import org.vavl.serve.http.AccessLog;
import org.vavl.serve.http.Problems;
import org.vavl.serve.http.SecurityHeaders;
import org.vavl.serve.http.ServerMetrics;
import org.vavl.serve.inference.InferenceRoutes;
import org.vavl.serve.model.ServedModels;
import org.vavl.serve.recognition.JobRoutes;
import org.vavl.serve.recognition.Jobs;
import org.vavl.serve.recognition.ModelRoutes;
import org.vavl.serve.recognition.RecognitionRoutes;
import org.vavl.serve.recognition.UploadFolder;
import org.vavl.serve.stream.StreamRoutes;

/**
 * A server that is running:
 *
 * <pre>{@code
 * ServedModels models = new ServedModels(List.of(new ServedModel("emotion", Recognizer.builtIn())));
 * try (Server server = Server.start(models, ServeSettings.defaults())) {
 *     server.awaitEnd();
 * }
 * }</pre>
 *
 * <p>{@link #close} may come from any thread.
 */
public final class Server implements AutoCloseable {
    private static final int THREADS = 128;
    private static final int MULTIPART_MEMORY_BYTES = 1 << 16;

    private final ServedModels models;
    private final ServeSettings settings;
    private final UploadFolder uploads;
    private final Jobs jobs;
    private final ServerMetrics metrics = new ServerMetrics();
    private final StreamRoutes streams;
    private final AccessLog log;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Javalin javalin;

    private Server(ServedModels models, ServeSettings settings, UploadFolder uploads, AccessLog log) {
        this.models = models;
        this.settings = settings;
        this.uploads = uploads;
        this.log = log;
        ServeLimits limits = settings.limits();
        ServeLimits.Recognitions recognitions = limits.recognitions();
        this.jobs = new Jobs(
                recognitions.working(), recognitions.waiting(), recognitions.results(), recognitions.resultsKept());
        this.streams = new StreamRoutes(
                models,
                settings.audience(),
                limits.streams().most(),
                limits.streams().idle(),
                metrics);
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Starts a server, which answers once this returns.
     *
     * @param models closed with the server, or if it cannot start
     * @throws VavlException if the address is in use or not this machine's, or a file cannot be read or written
     */
    public static Server start(ServedModels models, ServeSettings settings) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            opened.add(models, ServedModels::close);
            ServeLimits.Uploads limits = settings.limits().uploads();
            UploadFolder uploads = opened.add(
                    UploadFolder.in(settings.folder(), limits.bytes(), limits.bytesInAll()), UploadFolder::close);
            AccessLog log =
                    opened.add(settings.accessLog().map(AccessLog::into).orElseGet(AccessLog::none), AccessLog::close);
            Server server = new Server(models, settings, uploads, log);
            opened.add(server.jobs, Jobs::close);
            server.start();
            return opened.returned(server);
        }
    }

    private void start() {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new VavlException(
                    "the server cannot listen on " + settings.host() + ", port " + settings.port()
                            + ": it is in use, or not allowed",
                    e);
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(THREADS);
        config.jetty.multipartConfig.cacheDirectory(uploads.path().toString());
        config.jetty.multipartConfig.maxFileSize(uploads.mostBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(uploads.mostBytes() + MULTIPART_MEMORY_BYTES, SizeUnit.BYTES);
        config.jetty.multipartConfig.maxInMemoryFileSize(MULTIPART_MEMORY_BYTES, SizeUnit.BYTES);
        config.jetty.addConnector((server, http) -> Connectors.of(server, settings));
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = "/org/vavl/serve/page";
            files.location = Location.CLASSPATH;
        });
        config.jetty.modifyWebSocketServletFactory(streams::bound);
        config.requestLogger.http(this::log);
        routes(config.routes);
        gauges();
    }

    private void routes(RoutesConfig routes) {
        Access access = new Access(settings.tokens(), settings.origins(), settings.isLoopback());
        routes.before(SecurityHeaders::set);
        routes.before(access::check);
        routes.wsBeforeUpgrade(access::check);
        Problems.register(routes);
        new OpenApiRoutes().register(routes);
        metrics.register(routes);
        new ModelRoutes(models).register(routes);
        new RecognitionRoutes(
                        models,
                        settings.audience(),
                        uploads,
                        jobs,
                        settings.limits().recognitions().patience())
                .register(routes);
        new JobRoutes(jobs).register(routes);
        String version = Optional.ofNullable(Server.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        streams.register(routes);
        new PageRoutes(settings, version).register(routes);
        InferenceRoutes.Settings inference = new InferenceRoutes.Settings(
                settings.audience(), version, settings.limits().batchWait());
        new InferenceRoutes(models, inference, metrics, () -> !ending.get()).register(routes);
    }

    private void gauges() {
        metrics.gauge("vavl.recognitions.underway", "Recordings that are recognised or wait for it", jobs::underWay);
        metrics.gauge("vavl.results.kept", "Results of jobs that are kept", jobs::results);
    }

    private void log(Context ctx, float milliseconds) {
        String method = ctx.req().getMethod();
        String route = Optional.ofNullable(ctx.endpoints().matchedHttpEndpoint())
                .map(endpoint -> endpoint.path)
                .orElse("none");
        metrics.request(method, route, ctx.statusCode(), Duration.ofNanos((long) (milliseconds * 1e6)));
        log.add(new AccessLog.Entry(
                Instant.now(), ctx.ip(), method, ctx.path(), ctx.statusCode(), Math.round(milliseconds)));
    }

    /** Where it answers. */
    public URI address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create((settings.tls().isPresent() ? "https" : "http") + "://" + host + ":" + javalin.port() + "/");
    }

    /** What is routed, for tests: each as {@code GET /path}. */
    java.util.List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(parsed -> parsed.endpoint.method.isHttpMethod())
                .map(parsed -> parsed.endpoint.method + " " + parsed.endpoint.path)
                .distinct()
                .toList();
    }

    /** Waits until the server is closed, or this thread is interrupted. */
    public void awaitEnd() throws InterruptedException {
        javalin.jettyServer().server().join();
    }

    /** Takes no more requests, lets those under way end, though not for ever, and frees everything. */
    @Override
    public void close() {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        try (models;
                uploads;
                log;
                metrics;
                jobs) {
            jobs.finish(settings.limits().ending());
            streams.close();
            javalin.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            javalin.stop();
        }
    }
}
