package org.vavl.serve.http;

import io.javalin.http.Context;

/** What browsers are told of every response: it runs no code but the server's own, goes nowhere else and is kept nowhere. */
public final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
                    + " media-src 'self' blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** Sets them. */
    public static void set(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
                .header("Cache-Control", "no-store");
    }
}
