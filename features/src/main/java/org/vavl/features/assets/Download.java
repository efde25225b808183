package org.vavl.features.assets;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;

/**
 * Gets files over HTTP. What breaks off goes on where it stopped, also in a later run; what arrives is bounded in size and believed only
 * if its digest is right.
 */
public final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final int FRUITLESS_ATTEMPTS = 3;
    private static final int CHUNK_BYTES = 1 << 16;

    private final HttpClient client;
    private final UnaryOperator<URI> sources;
    private final Duration patience;
    private final LongConsumer progress;

    /**
     * A download.
     *
     * @param sources where a file is got that is published somewhere: there, or at a mirror
     * @param patience how long the server may say nothing
     * @param progress is told how many bytes of the current file are there
     */
    public Download(UnaryOperator<URI> sources, Duration patience, LongConsumer progress) {
        this.sources = sources;
        this.patience = patience;
        this.progress = progress;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .proxy(new EnvironmentProxy(System.getenv(), ProxySelector.getDefault()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Gets a file.
     *
     * @param file which
     * @param partial where it grows; complete and right if this returns. What is there already is gone on with
     * @throws VavlException if it cannot be got, or is not what it should be
     */
    void get(AssetFile file, Path partial) {
        URI source = sources.apply(file.source());
        try (FileChannel channel = FileChannel.open(
                        partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, file)) {
            boolean begun = channel.size() > 0;
            transfer(file, source, channel);
            if (begun && !file.digest().fits(partial)) {
                channel.truncate(0); // what was there may have been the wrong part
                transfer(file, source, channel);
            }
        } catch (IOException e) {
            throw new VavlException(partial + ": cannot be written: " + e.getMessage(), e);
        }
        if (!file.digest().fits(partial)) {
            Digest actual = Digest.of(file.digest().kind(), partial);
            remove(partial);
            throw new VavlException(source + " gave another file: " + actual + ", and must be " + file.digest());
        }
    }

    private static FileLock lock(FileChannel channel, AssetFile file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new VavlException(file.name() + " is being downloaded by another process");
        }
        return lock;
    }

    private static void remove(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new VavlException(partial + ": cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Tries until the file is complete, as long as every few attempts bring something. */
    private void transfer(AssetFile file, URI source, FileChannel channel) throws IOException {
        int fruitless = 0;
        while (true) {
            long before = channel.size();
            try {
                request(file, source, channel);
                return;
            } catch (InterruptedDownloadException e) {
                fruitless = channel.size() > before ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS_ATTEMPTS) {
                    throw unreachable(file, source, e);
                }
                LOG.debug("{} broke off at {} bytes: {}", source, channel.size(), e.getMessage());
            }
        }
    }

    private static VavlException unreachable(AssetFile file, URI source, IOException e) {
        return new VavlException(
                source + " cannot be downloaded: " + e.getMessage()
                        + ". Behind a proxy, set HTTPS_PROXY=http://host:port; without a network, bring " + file.name()
                        + " from elsewhere and give it to `vavl models add`",
                e);
    }

    private void request(AssetFile file, URI source, FileChannel channel) throws IOException {
        long begin = channel.size();
        if (begin > 0 && file.size().equals(OptionalLong.of(begin))) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(patience);
        if (begin > 0) {
            request.header("Range", "bytes=" + begin + "-");
        }
        ServerResponse answer = new ServerResponse(file, source, send(request.build()));
        try (InputStream body = answer.body();
                StallGuard guard = new StallGuard(body, patience)) {
            if (!answer.isFrom(begin)) {
                channel.truncate(0);
                throw new InterruptedDownloadException("the server does not go on where it stopped");
            }
            long position = answer.isPart() ? begin : 0;
            answer.requireFile(position);
            channel.truncate(position).position(channel.size());
            copy(answer, guard, channel);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new InterruptedDownloadException(request.uri().getHost() + " does not answer (" + reason + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted", e);
        }
    }

    private void copy(ServerResponse answer, StallGuard body, FileChannel channel) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        while (true) {
            int count;
            try {
                count = body.read(chunk);
            } catch (IOException e) {
                throw new InterruptedDownloadException("the connection broke off (" + e.getMessage() + ")");
            }
            if (count < 0) {
                break;
            }
            if (channel.position() + count > answer.file().most()) {
                channel.truncate(0);
                throw answer.wrongSize("more than " + answer.file().most());
            }
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            progress.accept(channel.position());
        }
        if (channel.size() < answer.file().size().orElse(0)) {
            throw new InterruptedDownloadException("the connection ended early");
        }
        channel.force(true);
    }
}
