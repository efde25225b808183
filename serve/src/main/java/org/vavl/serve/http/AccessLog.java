package org.vavl.serve.http;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;
import org.vavl.recognition.output.JsonText;

/** Who asked for what, a JSON value a line. Neither what was asked with (the query, the headers), nor what was sent, nor what was answered is in it. */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final Writer out;
    private boolean failed;

    /** @param out gets the lines; closed with this */
    public AccessLog(Writer out) {
        this.out = out;
    }

    /** One request. */
    public record Entry(Instant time, String client, String method, String path, int status, long milliseconds) {
        private Line line() {
            return new Line(time.toString(), client, method, path, status, milliseconds);
        }
    }

    private record Line(String time, String client, String method, String path, int status, long milliseconds) {}

    /** A log that nobody reads. */
    public static AccessLog none() {
        return new AccessLog(Writer.nullWriter());
    }

    /**
     * A log that is added to a file.
     *
     * @throws VavlException if it cannot be written
     */
    public static AccessLog into(Path file) {
        try {
            BufferedWriter writer = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new AccessLog(writer);
        } catch (IOException e) {
            throw new VavlException(file + ": the access log cannot be written: " + e.getMessage(), e);
        }
    }

    /** Adds a line. */
    public synchronized void add(Entry entry) {
        if (failed) {
            return;
        }
        try {
            out.write(JsonText.line(entry.line()) + "\n");
            out.flush();
        } catch (IOException e) {
            failed = true;
            LOG.error("the access log cannot be written any more", e);
        }
    }

    @Override
    public synchronized void close() {
        failed = true;
        try {
            out.close();
        } catch (IOException e) {
            LOG.warn("the access log could not be closed", e);
        }
    }
}
