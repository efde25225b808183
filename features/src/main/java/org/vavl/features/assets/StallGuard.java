package org.vavl.features.assets;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vavl.core.VavlException;

/** Reads a stream, and gives up if it says nothing for too long. */
final class StallGuard implements AutoCloseable {
    private final InputStream in;
    private final Duration patience;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "download");
        thread.setDaemon(true);
        return thread;
    });

    StallGuard(InputStream in, Duration patience) {
        this.in = in;
        this.patience = patience;
    }

    /** As {@link InputStream#read(byte[])}. */
    int read(byte[] bytes) throws IOException {
        Future<Integer> count = reader.submit(() -> in.read(bytes));
        try {
            return count.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            in.close();
            throw new IOException("nothing came for " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
