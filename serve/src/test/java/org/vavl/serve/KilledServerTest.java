package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.media.TalkingFace;

/** A server that is killed while it is sent recordings and recognises one. */
@Tag("slow")
@Timeout(120)
class KilledServerTest {
    private static final int PIECE_BYTES = 300_000;

    @TempDir
    private Path folder;

    /** Sends the beginning of a body of which more is promised. */
    private static Socket begin(int port, String head, String content) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String text = "POST /v1/recognitions?name=a.mp4 HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head
                + "Content-Length: 1000000\r\n\r\n" + content + "a".repeat(PIECE_BYTES);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("lock"))
                    .toList();
        }
    }

    private void awaitUploads(int most) throws Exception {
        Waiting.until(() -> files(folder.resolve("uploads")).size() >= most);
        assertThat(files(folder.resolve("uploads"))).hasSizeGreaterThanOrEqualTo(most);
    }

    @Test
    void killingItLeavesNothingThatTheNextOneDoesNotRemove() throws Exception {
        Path uploads = folder.resolve("uploads");
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        List<Socket> sockets = new ArrayList<>();
        try (ServedProcess killed = ServedProcess.start(uploads, temporary)) {
            sockets.add(begin(killed.port(), "", ""));
            sockets.add(begin(
                    killed.port(),
                    "Content-Type: multipart/form-data; boundary=b\r\n",
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n"));
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + killed.port() + "/v1/recognitions"))
                                    .header("Prefer", "respond-async")
                                    .POST(HttpRequest.BodyPublishers.ofFile(TalkingFace.CLIP))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            awaitUploads(2);
            killed.kill();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        assertThat(files(uploads)).isNotEmpty();
        try (ServedProcess next = ServedProcess.start(uploads, temporary)) {
            assertThat(next.port()).isPositive();
            assertThat(files(uploads)).isEmpty();
            assertThat(uploads.toFile().list()).hasSize(1); // its own
            assertThat(files(temporary))
                    .as("what is no model that was being loaded")
                    .allMatch(file -> file.getFileName().toString().endsWith(".onnx"));
        }
    }
}
