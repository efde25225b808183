package org.vavl.serve.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.vavl.core.PlainText;
import org.vavl.recognition.output.JsonText;

/**
 * Why a request was not answered. Source: RFC 9457, "Problem Details for HTTP APIs"; {@code type} is left at its default, {@code about:blank}.
 *
 * @param status the HTTP status code
 * @param title what the status means
 * @param detail one line that names the thing, its value and what would be right
 */
public record Problem(int status, String title, String detail) {
    /** The media type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(411, "Length Required"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    /** Makes the detail one line. */
    public Problem {
        detail = PlainText.line(detail.replaceAll("\\s*[\r\n]+\\s*", " "));
    }

    /** A problem with its status's own title. */
    public static Problem of(int status, String detail) {
        return new Problem(status, TITLES.getOrDefault(status, "Error"), detail);
    }

    /** As JSON. */
    @JsonIgnore
    public String json() {
        return JsonText.of(this) + "\n";
    }
}
