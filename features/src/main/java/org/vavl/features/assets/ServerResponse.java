package org.vavl.features.assets;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import org.vavl.core.VavlException;

/**
 * What a server answers who was asked for a file, or for the rest of it.
 *
 * @param file which was asked for
 * @param source where
 * @param response what came
 */
record ServerResponse(AssetFile file, URI source, HttpResponse<InputStream> response) {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int FIRST_PASSING_FAILURE = 500;

    /** What follows the headers; to be closed. */
    InputStream body() {
        return response.body();
    }

    /** Whether it is only the rest. */
    boolean isPart() {
        return response.statusCode() == PARTIAL;
    }

    /** Whether it is the whole file, or the rest from the wanted place on, or a failure that says something else. */
    boolean isFrom(long begin) {
        boolean elsewhere = isPart()
                && response.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes " + begin + "-"))
                        .isEmpty();
        return !elsewhere && response.statusCode() != RANGE_NOT_SATISFIABLE;
    }

    /**
     * Makes sure that the file follows.
     *
     * @param begin how much of it is there already
     * @throws InterruptedDownloadException if it does not, and might another time
     * @throws VavlException if it does not
     */
    void requireFile(long begin) throws InterruptedDownloadException {
        requireSuccess(response.statusCode());
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        if (length.isPresent()) {
            long size = begin + length.getAsLong();
            if (file.size().isPresent() ? size != file.size().getAsLong() : size > file.most()) {
                throw wrongSize(Long.toString(size));
            }
        }
    }

    private void requireSuccess(int status) throws InterruptedDownloadException {
        if (status >= FIRST_PASSING_FAILURE) {
            throw new InterruptedDownloadException("the server answers with status " + status);
        }
        if (status != OK && status != PARTIAL) {
            String reason =
                    switch (status) {
                        case 401, 403 -> ": it wants to know who asks";
                        case 404, 410 -> ": it is not there any more";
                        case 407 -> ": the proxy wants a password, which is not supported";
                        default -> "";
                    };
            throw new VavlException(
                    source + " cannot be downloaded: the server answers with status " + status + reason);
        }
    }

    /** What to throw if so many bytes come. */
    VavlException wrongSize(String size) {
        return new VavlException(source + " gives another file: it has " + size + " bytes, and must have "
                + (file.size().isPresent() ? "" : "at most ") + file.most());
    }
}
