package org.vavl.serve;

import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.vavl.core.VavlException;
import org.vavl.serve.http.Problem;

/** How Jetty listens. */
final class Connectors {
    private static final int HEADER_BYTES = 16 << 10;
    private static final int BYTES_A_SECOND = 1024;
    private static final long IDLE_MILLISECONDS = 30_000;
    private static final int BACKLOG = 128;

    private Connectors() {}

    /** The only connector of a server. */
    static ServerConnector of(Server server, ServeSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = settings.tls()
                .map(store -> tls(server, store, http))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        connector.setAcceptQueueSize(BACKLOG);
        server.addBean(new NetworkConnectionLimit(settings.limits().connections(), connector));
        server.setErrorHandler(new Errors());
        server.insertHandler(new MinimumDataRateHandler(BYTES_A_SECOND, 0));
        server.insertHandler(new GracefulHandler()); // what is answered when the server ends is sent whole
        server.setStopTimeout(settings.limits().ending().toMillis());
        return connector;
    }

    private static ServerConnector tls(Server server, ServeSettings.KeyStoreFile store, HttpConfiguration http) {
        if (!Files.isReadable(store.file())) {
            throw new VavlException(store.file() + ": cannot be read, and must be a key store");
        }
        http.addCustomizer(new SecureRequestCustomizer());
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(store.file().toAbsolutePath().toString());
        keys.setKeyStorePassword(store.password());
        return new ServerConnector(server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(http));
    }

    /** What Jetty refuses itself is a problem as others are. */
    private static final class Errors extends ErrorHandler {
        @Override
        protected void generateResponse(
                Request request, Response response, int code, String message, Throwable cause, Callback callback)
                throws IOException {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
            Content.Sink.write(response, true, problem(code, message).json(), callback);
        }

        private static Problem problem(int status, String reason) {
            return Problem.of(
                    status,
                    "the request is not answered: " + (reason == null || reason.isBlank() ? "malformed" : reason));
        }
    }
}
