package org.vavl.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.serve.http.Tokens;
import org.vavl.serve.model.Audience;

/**
 * How a server runs.
 *
 * @param host the address that it listens on
 * @param port the port; 0 for any that is free
 * @param tokens of which each request must bear one
 * @param tls the key store; empty for plain HTTP
 * @param origins of pages of other servers that may ask, such as {@code https://example.org}
 * @param audience for whom it answers
 * @param limits how much it does at a time
 * @param folder in which the folders of uploads are
 * @param accessLog where it is noted who asked for what; empty for nowhere
 */
public record ServeSettings(
        String host,
        int port,
        Tokens tokens,
        Optional<KeyStoreFile> tls,
        Set<String> origins,
        Audience audience,
        ServeLimits limits,
        Path folder,
        Optional<Path> accessLog) {
    /** This machine alone. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The usual port. */
    public static final int PORT = 8080;

    private static final int HIGHEST_PORT = 65535;

    /**
     * A key store with the server's certificate.
     *
     * @param file PKCS 12 or JKS
     * @param password of the store and its key
     */
    public record KeyStoreFile(Path file, String password) {
        @Override
        public String toString() {
            return "KeyStoreFile[" + file + "]";
        }
    }

    /** Checks that others than this machine's users need a token. */
    public ServeSettings {
        origins = Set.copyOf(origins);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new VavlException("the port is " + port + ", and must be 0 to " + HIGHEST_PORT);
        }
        for (String origin : origins) {
            if (!origin.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")) {
                throw new VavlException("the origin is '" + origin + "', and must be as https://example.org");
            }
        }
        if (tokens.isEmpty() && !isLoopback(host)) {
            throw new VavlException("the host is " + host
                    + ", which others can reach: a token is needed (--token-file), or the host 127.0.0.1");
        }
    }

    /** Port {@value #PORT} of this machine alone, with uploads in the system's temporary folder. */
    public static ServeSettings defaults() {
        return new ServeSettings(
                LOOPBACK,
                PORT,
                Tokens.of(java.util.List.of()),
                Optional.empty(),
                Set.of(),
                Audience.general(),
                ServeLimits.defaults(),
                defaultFolder(),
                Optional.empty());
    }

    /** Of this user in the system's temporary folder. */
    public static Path defaultFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"), "vavl-serve-" + System.getProperty("user.name", "user"));
    }

    /** Whether it listens on this machine alone. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new VavlException("the host is " + host + ", and must be an address or name of this machine", e);
        }
    }

    /** The same at another address. */
    public ServeSettings at(String newHost, int newPort) {
        return new ServeSettings(newHost, newPort, tokens, tls, origins, audience, limits, folder, accessLog);
    }

    /** The same with tokens. */
    public ServeSettings with(Tokens newTokens) {
        return new ServeSettings(host, port, newTokens, tls, origins, audience, limits, folder, accessLog);
    }

    /** The same with TLS. */
    public ServeSettings with(KeyStoreFile store) {
        return new ServeSettings(host, port, tokens, Optional.of(store), origins, audience, limits, folder, accessLog);
    }

    /** The same for pages of other origins, too. */
    public ServeSettings withOrigins(Set<String> newOrigins) {
        return new ServeSettings(host, port, tokens, tls, newOrigins, audience, limits, folder, accessLog);
    }

    /** The same for others. */
    public ServeSettings with(Audience newAudience) {
        return new ServeSettings(host, port, tokens, tls, origins, newAudience, limits, folder, accessLog);
    }

    /** The same with other limits. */
    public ServeSettings with(ServeLimits newLimits) {
        return new ServeSettings(host, port, tokens, tls, origins, audience, newLimits, folder, accessLog);
    }

    /** The same with uploads elsewhere. */
    public ServeSettings withFolder(Path newFolder) {
        return new ServeSettings(host, port, tokens, tls, origins, audience, limits, newFolder, accessLog);
    }

    /** The same with a log. */
    public ServeSettings withAccessLog(Path file) {
        return new ServeSettings(host, port, tokens, tls, origins, audience, limits, folder, Optional.of(file));
    }
}
