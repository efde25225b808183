package org.vavl.features.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class DownloadTest {
    private static final Licence LICENCE = new Licence("MIT", URI.create("https://opensource.org/license/mit"), true);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final byte[] content = new byte[300_000];
    private Digest digest;

    @BeforeEach
    void drawContent() throws IOException {
        new Random(5).nextBytes(content);
        digest = Digest.of(Digest.Kind.GIT_BLOB, Files.write(folder.resolve("original"), content));
    }

    private AssetStore store(URI source, boolean sizeKnown) {
        OptionalLong size = sizeKnown ? OptionalLong.of(content.length) : OptionalLong.empty();
        AssetFile file = new AssetFile("net.bin", source, size, digest);
        return new AssetStore(
                folder.resolve("store"), List.of(new Asset("net", "a net", "me", LICENCE, List.of(file))));
    }

    private Path pull(AssetStore store) {
        Asset asset = store.asset("net");
        store.pull(asset, new Download(uri -> uri, PATIENCE, bytes -> {}));
        return store.require("net", "net.bin", "a test");
    }

    private void assertPulled(FileServer server, boolean sizeKnown) {
        assertThat(pull(store(server.uri("/net"), sizeKnown))).hasBinaryContent(content);
        assertThat(folder.resolve("store").toFile()).isDirectory();
    }

    private void assertRefused(FileServer server, boolean sizeKnown, String reason) throws IOException {
        AssetStore store = store(server.uri("/net"), sizeKnown);
        assertThatThrownBy(() -> pull(store))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(reason)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
        assertThat(store.verify(store.asset("net")).values()).containsExactly(AssetStore.State.MISSING);
    }

    @Test
    void getsAFileAndOnlyOnce() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> FileServer.good(content, begin, out))) {
            assertPulled(server, true);
            assertPulled(server, true);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        AtomicLong bytes = new AtomicLong();
        try (FileServer server = new FileServer((request, begin, out) -> FileServer.good(content, begin, out))) {
            AssetStore store = store(server.uri("/net"), true);
            store.pull(store.asset("net"), new Download(uri -> uri, PATIENCE, bytes::set));
        }
        assertThat(bytes).hasValue(content.length);
    }

    @Test
    void goesOnWhereTheConnectionBrokeOff() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            if (request < 5) {
                byte[] start = Arrays.copyOf(content, Math.max(0, begin) + 50_000);
                breakOff(begin, start, out);
            } else {
                FileServer.good(content, begin, out);
            }
        })) {
            assertPulled(server, false);
            assertThat(server.requests()).hasSize(6);
            assertThat(server.requests().get(5)).endsWith("from 250000");
        }
    }

    /** Java's client may drop what it has received and not yet handed over when a connection breaks off, so that one waits for it. */
    private void breakOff(int begin, byte[] start, OutputStream out) throws IOException, InterruptedException {
        FileServer.sendStart(start, content.length, begin, out);
        out.flush();
        Path partial = partial();
        long end = System.nanoTime() + PATIENCE.toNanos() / 2;
        while ((!Files.exists(partial) || Files.size(partial) < start.length) && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    private Path partial() {
        AssetStore store = store(URI.create("http://localhost/net"), true);
        Asset asset = store.asset("net");
        return store.path(asset, asset.files().get(0)).resolveSibling(".net.bin.partial");
    }

    @Test
    void goesOnInALaterRun() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            if (request == 0) {
                breakOff(begin, Arrays.copyOf(content, 100_000), out);
            } else if (request < 4) {
                FileServer.head(out, "503 Service Unavailable", "Content-Length: 0");
            } else {
                FileServer.good(content, begin, out);
            }
        })) {
            assertRefused(server, true, "status 503");
            assertPulled(server, true);
            assertThat(server.requests().get(4)).endsWith("from 100000");
        }
    }

    @Test
    void startsAnewWhereTheServerCannotGoOn() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            if (request == 0) {
                breakOff(-1, Arrays.copyOf(content, 100_000), out);
            } else {
                FileServer.good(content, -1, out);
            }
        })) {
            assertPulled(server, true);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void startsAnewWhereTheServerGivesAnotherPartThanAsked() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            switch (request) {
                case 0 -> breakOff(-1, Arrays.copyOf(content, 100_000), out);
                case 1 ->
                    FileServer.head(
                            out, "206 Partial Content", "Content-Length: 5", "Content-Range: bytes 7-11/300000");
                default -> FileServer.good(content, begin, out);
            }
        })) {
            assertPulled(server, true);
        }
    }

    @Test
    void startsAnewWhereWhatWasThereIsWrong() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            if (request == 0) {
                breakOff(-1, new byte[200_000], out);
            } else {
                FileServer.good(content, begin, out);
            }
        })) {
            AssetStore store = store(server.uri("/net"), true);
            assertThatThrownBy(() -> pull(store)).hasMessageContaining("gave another file");
            assertThat(pull(store)).hasBinaryContent(content);
        }
        try (FileServer nobody = new FileServer((request, begin, out) -> {})) {
            Files.delete(store(nobody.uri("/net"), true).require("net", "net.bin", "a test"));
        }
        try (FileServer server = new FileServer((request, begin, out) -> FileServer.good(content, begin, out))) {
            AssetStore store = store(server.uri("/net"), true);
            Path target =
                    store.path(store.asset("net"), store.asset("net").files().get(0));
            Files.write(target.resolveSibling(".net.bin.partial"), new byte[1000]);
            assertPulled(server, true);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void followsRedirects() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            if (request == 0) {
                FileServer.head(out, "302 Found", "Location: /elsewhere", "Content-Length: 0");
            } else {
                FileServer.good(content, begin, out);
            }
        })) {
            assertPulled(server, true);
            assertThat(server.requests().get(1)).contains("/elsewhere");
        }
    }

    @Test
    void givesUpOnRedirectsWithoutEnd() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) ->
                FileServer.head(out, "302 Found", "Location: /again" + request, "Content-Length: 0"))) {
            assertRefused(server, true, "302");
        }
    }

    @Test
    void refusesOtherBytes() throws IOException {
        try (FileServer server =
                new FileServer((request, begin, out) -> FileServer.good(new byte[content.length], begin, out))) {
            assertRefused(server, true, "gave another file: git blob ");
            try (Stream<Path> left = Files.walk(folder.resolve("store"))) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void refusesAnotherLengthBeforeItIsDownloaded() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            FileServer.head(out, "200 OK", "Content-Length: 9000000000000");
            while (true) { // until the client hangs up
                out.write(content);
            }
        })) {
            assertRefused(server, true, "has 9000000000000 bytes, and must have 300000");
            assertRefused(server, false, "has 9000000000000 bytes, and must have at most 1073741824");
        }
    }

    @Test
    void refusesMoreThanWasPromised() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            FileServer.head(out, "200 OK"); // no length at all
            out.write(content);
            out.write(content);
        })) {
            assertRefused(server, true, "more than 300000 bytes, and must have 300000");
        }
    }

    @Test
    void givesUpWhereTheServerPromisesMoreThanItHas() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            FileServer.head(out, "200 OK", "Content-Length: " + content.length);
            out.write(content, 0, 1000);
        })) {
            assertRefused(server, true, "cannot be downloaded");
        }
    }

    @Test
    void givesUpOnAServerThatSaysNothing() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> {
            FileServer.head(out, "200 OK", "Content-Length: " + content.length);
            out.flush();
            Thread.sleep(3000);
        })) {
            AssetStore store = store(server.uri("/net"), true);
            Download impatient = new Download(uri -> uri, Duration.ofMillis(300), bytes -> {});
            assertThatThrownBy(() -> store.pull(store.asset("net"), impatient))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("cannot be downloaded");
        }
    }

    @Test
    void saysWhatToDoWithoutANetwork() throws IOException {
        URI nobody;
        try (FileServer server = new FileServer((request, begin, out) -> {})) {
            nobody = server.uri("/net");
        }
        assertThatThrownBy(() -> pull(store(nobody, true)))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("HTTPS_PROXY=http://host:port")
                .hasMessageContaining("give it to `vavl models add`");
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        try (FileServer server =
                new FileServer((request, begin, out) -> FileServer.head(out, "404 Not Found", "Content-Length: 0"))) {
            assertRefused(server, true, "status 404: it is not there any more");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void getsFilesFromAMirror() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> FileServer.good(content, begin, out))) {
            AssetStore store = store(URI.create("https://example.invalid/net"), true);
            store.pull(store.asset("net"), new Download(uri -> server.uri("/mirror"), PATIENCE, bytes -> {}));
            assertThat(store.require("net", "net.bin", "a test")).hasBinaryContent(content);
        }
    }

    @Test
    void leavesAFileAloneThatAnotherProcessIsDownloading() throws IOException {
        try (FileServer server = new FileServer((request, begin, out) -> FileServer.good(content, begin, out))) {
            AssetStore store = store(server.uri("/net"), true);
            Path target =
                    store.path(store.asset("net"), store.asset("net").files().get(0));
            Files.createDirectories(target.getParent());
            try (FileChannel other = FileChannel.open(
                            target.resolveSibling(".net.bin.partial"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = other.lock()) {
                assertThatThrownBy(() -> pull(store)).hasMessageContaining("is being downloaded by another process");
            }
            assertPulled(server, true);
        }
    }
}
