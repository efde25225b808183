package org.vavl.serve.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Events that are sent as they happen, whatever the client says that it accepts: a command that asks for them wants them as a browser does. Source: HTML Living
 * Standard, "Server-sent events". For one thread.
 */
public final class ServerSentEvents {
    private final OutputStream out;

    private ServerSentEvents(OutputStream out) {
        this.out = out;
    }

    /**
     * Begins to answer a request.
     *
     * @throws IOException if the client is gone
     */
    public static ServerSentEvents begin(Context ctx) throws IOException {
        ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
        ctx.res().flushBuffer();
        return new ServerSentEvents(ctx.res().getOutputStream());
    }

    /**
     * Sends an event.
     *
     * @param data one line
     * @throws IOException if the client is gone
     */
    public void send(String name, String data) throws IOException {
        write("event: " + name + "\ndata: " + data + "\n\n");
    }

    /**
     * Sends a sign of life.
     *
     * @param text one line
     * @throws IOException if the client is gone
     */
    public void sendComment(String text) throws IOException {
        write(": " + text + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
