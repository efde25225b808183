package org.vavl.serve.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. A browser sends requests of any page to this machine, too, so a page of another origin is refused unless it is named, and where the server is
 * for this machine alone, so is a request for any other name of it (which a page could have made point here).
 */
public final class Access {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Tokens tokens;
    private final Set<String> origins;
    private final boolean onlyLoopback;

    /**
     * @param tokens of which each request must bear one
     * @param origins of pages of other servers that may ask, such as {@code https://example.org}
     * @param onlyLoopback whether the server listens on this machine alone
     */
    public Access(Tokens tokens, Set<String> origins, boolean onlyLoopback) {
        this.tokens = tokens;
        this.origins = Set.copyOf(origins);
        this.onlyLoopback = onlyLoopback;
    }

    /**
     * Lets a request through.
     *
     * @throws ProblemException if it may not be answered
     */
    public void check(Context ctx) {
        String host = Optional.ofNullable(ctx.header("Host")).orElse("").toLowerCase(Locale.ROOT);
        if (onlyLoopback && !LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            throw ProblemException.of(
                    403, "the host is '" + host + "', and must be localhost: the server is for this machine alone");
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origins.contains(origin) && !isOf(origin, host)) {
            throw ProblemException.of(
                    403, "the origin is '" + origin + "', and must be this server's or one that --allow-origin names");
        }
        if (origin != null && origins.contains(origin)) {
            ctx.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
            if (ctx.method().equals(HandlerType.OPTIONS) && ctx.header("Access-Control-Request-Method") != null) {
                answerPreflight(ctx);
                return;
            }
        }
        if (!tokens.allow(Optional.ofNullable(ctx.header("Authorization")).orElse(""))) {
            throw ProblemException.of(401, "a token is needed: Authorization: Bearer TOKEN")
                    .withHeader("WWW-Authenticate", "Basic realm=\"vavl\", charset=\"UTF-8\"");
        }
    }

    /** The browser asks, before it sends what the page wants to, and cannot bear a token then. */
    private static void answerPreflight(Context ctx) {
        ctx.header("Access-Control-Allow-Methods", "GET, POST, DELETE")
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, Prefer")
                .header("Access-Control-Max-Age", "600")
                .status(204)
                .skipRemainingHandlers();
    }

    private static boolean isOf(String origin, String host) {
        try {
            URI uri = new URI(origin);
            return host.equals(String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT))
                    && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
