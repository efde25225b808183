package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.features.media.FFmpegProgram;

/**
 * Requests of somebody who means harm: each is refused or its connection closed, the server goes on, and nothing outside of its folder is read or
 * written. {@code -Dvavl.hostile.requests=1000} makes more of those that are random, {@code -Dvavl.hostile.seed=…} others, and {@code
 * -Dvavl.hostile.sockets=10000} opens more sockets, for which the process must be let ({@code ulimit -n}).
 */
class HostileRequestsTest {
    private static final int REQUESTS = Integer.getInteger("vavl.hostile.requests", 60);
    private static final int SOCKETS = Integer.getInteger("vavl.hostile.sockets", 700);
    private static final long SEED = Long.getLong("vavl.hostile.seed", 20);
    private static final int MOST_BYTES = 1 << 20;

    @TempDir
    private static Path folder;

    @TempDir
    private static Path media;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(ServeSettings.defaults()
                .withFolder(folder.resolve("uploads"))
                .with(ServeLimits.defaults().with(ServeLimits.Uploads.ofAtMost(MOST_BYTES))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theServerGoesOnAndKeepsNothing() throws Exception {
        assertThat(server.get("/v2/health/ready").statusCode()).isEqualTo(200);
        for (int attempt = 0; attempt < 100 && !TestServer.files(folder).isEmpty(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(TestServer.files(folder)).isEmpty();
    }

    /** What is answered to bytes; empty if the connection is closed without. */
    private static String raw(byte[]... pieces) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5000);
            try {
                for (byte[] piece : pieces) {
                    socket.getOutputStream().write(piece);
                }
                socket.shutdownOutput();
            } catch (SocketException e) {
                // it does not want to hear more
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0 && answer.size() < 4000; next = in.read()) {
                answer.write(next);
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "";
        } catch (SocketTimeoutException e) {
            return "waits";
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(String answer, String what) {
        assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 [45]\\d\\d.*"))
                .as(what + " → " + answer)
                .isTrue();
        assertThat(answer).doesNotContain("root:", "\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/..%2f..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%5c..%5cetc/passwd",
                "/%00",
                "/index.html%00.js",
                "//etc/passwd",
                "/page/../../../etc/passwd",
                "/;/../etc/passwd",
                "/v1/models/..%2f..%2fx",
                "/v1/jobs/../../etc/passwd",
                "/%c0%ae%c0%ae/etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/openapi.yaml/../../Server.class",
                "http://evil.example/",
                "*"
            })
    void pathsLeadNowhere(String path) throws Exception {
        assertRefused(raw(ascii("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")), path);
    }

    @Test
    void malformedHeadersAreRefused() throws Exception {
        String end = "\r\nConnection: close\r\n\r\n";
        for (String head : List.of(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "a".repeat(20_000) + end,
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "X: a\r\n".repeat(5_000) + end,
                "POST /v1/recognitions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nContent-Length: 5" + end
                        + "abcde",
                "POST /v1/recognitions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1" + end,
                "POST /v1/recognitions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999" + end,
                "POST /v1/recognitions HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked" + end + "zz\r\n",
                "POST /v1/recognitions HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3"
                        + end + "0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n : x" + end,
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b" + end,
                "GET / HTTP/1.1" + end,
                "GET / HTTP/9.9\r\nHost: 127.0.0.1" + end,
                "\0\0\0\0\r\n\r\n",
                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003")) {
            assertRefused(raw(ascii(head)), head.substring(0, Math.min(90, head.length())));
        }
    }

    @Test
    void anEndlessBodyIsCutOff() throws Exception {
        byte[] chunk = ascii("10000\r\n" + "a".repeat(65_536) + "\r\n");
        byte[][] pieces = new byte[80][];
        pieces[0] = ascii("POST /v1/recognitions HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n");
        Arrays.fill(pieces, 1, pieces.length, chunk);
        assertRefused(raw(pieces), "an endless body");
        HttpResponse<String> form = server.send(server.request("/v1/recognitions")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        ascii("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                                + "a".repeat(2 * MOST_BYTES) + "\r\n--b--\r\n")))
                .build());
        assertThat(form.statusCode()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no boundary at all",
                "--b\r\n\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../../../tmp/x.mp4\"\r\n\r\nno media\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"/etc/passwd\"\r\n\r\nno media\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"g\"; filename=\"b\"\r\n\r\nx\r\n--b--\r\n"
            })
    void brokenFormsAreRefused(String body) throws Exception {
        HttpResponse<String> response = server.send(server.request("/v1/recognitions")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        assertThat(response.body()).doesNotContain("root:");
    }

    @Test
    void manyPartsAreRefused() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int part = 0; part < 5000; part++) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"p" + part + "\"\r\n\r\nx\r\n");
        }
        HttpResponse<String> response = server.send(server.request("/v1/recognitions")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body + "--b--\r\n"))
                .build());
        assertThat(response.statusCode()).isBetween(400, 499);
    }

    /** Media files that name others: FFmpeg would open them if it were let. */
    @Test
    void playlistsOpenNeitherFilesNorAddresses() throws Exception {
        Path secret = Files.writeString(folder.getParent().resolve("vavl-secret.txt"), "the secret");
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(1);
            for (String target : List.of(
                    "file://" + secret, secret.toString(), "http://127.0.0.1:" + trap.getLocalPort() + "/a.ts")) {
                for (String body : List.of(
                        "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n" + target + "\n#EXT-X-ENDLIST\n",
                        "ffconcat version 1.0\nfile '" + target + "'\n",
                        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + target
                                + "\">]><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period><AdaptationSet><Representation id=\"1\"><BaseURL>"
                                + target + "</BaseURL>&e;</Representation></AdaptationSet></Period></MPD>",
                        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio " + trap.getLocalPort()
                                + " RTP/AVP 0\n",
                        "[playlist]\nFile1=" + target + "\nNumberOfEntries=1\n")) {
                    for (String name : List.of("a.m3u8", "a.ffconcat", "a.mpd", "a.sdp", "a%25d.jpg")) {
                        HttpResponse<String> response = server.post("/v1/recognitions?name=" + name, body);
                        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
                        assertThat(response.body()).doesNotContain("the secret");
                    }
                }
            }
            boolean wasAsked;
            try (Socket visitor = trap.accept()) {
                wasAsked = true;
            } catch (SocketTimeoutException e) {
                wasAsked = false;
            }
            assertThat(wasAsked).as("whether FFmpeg went to an address").isFalse();
        } finally {
            Files.deleteIfExists(secret);
        }
    }

    @Test
    void bombsDoNotGoOff() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new byte[20 << 20]);
        }
        for (String path : List.of("/v1/recognitions", "/v2/models/emotion/infer")) {
            HttpResponse<String> response = server.send(server.request(path)
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                    .build());
            assertThat(response.statusCode()).as(path).isBetween(400, 499);
        }
        for (String json : List.of(
                "[".repeat(100_000),
                "{\"inputs\":" + "[".repeat(500) + "]".repeat(500) + "}",
                "{\"inputs\":[{\"name\":\"visual\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1" + "0".repeat(5000)
                        + "]}]}",
                "{\"id\":\"" + "a".repeat(9 << 20) + "\"}",
                "{\"inputs\":[" + "{},".repeat(100_000) + "{}]}")) {
            assertThat(server.post("/v2/models/emotion/infer", json).statusCode())
                    .isBetween(400, 499);
        }
    }

    @Test
    void brokenFramesCloseTheirSocketAlone() throws Exception {
        Random random = new Random(SEED);
        String upgrade = "GET /v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(new byte[16]) + "\r\n\r\n";
        for (int attempt = 0; attempt < REQUESTS / 3; attempt++) {
            byte[] frames = new byte[1 + random.nextInt(300)];
            random.nextBytes(frames);
            assertThat(raw(ascii(upgrade), frames)).as("attempt " + attempt).startsWith("HTTP/1.1 101");
        }
        assertThat(raw(ascii(upgrade.replace("Version: 13", "Version: 1")))).doesNotContain("101 ");
    }

    @Test
    void randomBytesInPlaceOfMediaAreRefused() throws Exception {
        Random random = new Random(SEED);
        List<String> begins = List.of(
                "RIFF",
                "\0\0\0\u0018ftypmp42",
                "\u001aE\u00df\u00a3",
                "OggS",
                "fLaC",
                "ID3\u0003",
                "\u00ff\u00fb\u0090",
                "");
        for (int attempt = 0; attempt < REQUESTS; attempt++) {
            byte[] bytes = new byte[random.nextInt(4000) + 20];
            random.nextBytes(bytes);
            byte[] begin = ascii(begins.get(random.nextInt(begins.size())));
            System.arraycopy(begin, 0, bytes, 0, begin.length);
            HttpResponse<String> response = server.send(server.request("/v1/recognitions?name=a."
                            + List.of("mp4", "wav", "mkv", "x").get(attempt % 4))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                    .build());
            assertThat(response.statusCode())
                    .as("seed " + SEED + ", attempt " + attempt)
                    .isIn(422, 200);
        }
    }

    @Test
    void manyIdleAndSlowSocketsHoldUpNobody() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                sockets.add(socket);
                socket.getOutputStream()
                        .write(
                                ascii(
                                        i % 2 == 0
                                                ? "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX"
                                                : "POST /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na"));
            }
            assertThat(server.get("/v1/models").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** The server takes as many as its limit says; who comes later waits until others end, and then is answered. */
    @Test
    void moreSocketsThanAreTakenEndWithoutHarm() throws Exception {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        List<SocketChannel> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < SOCKETS; i++) {
                SocketChannel socket = SocketChannel.open();
                sockets.add(socket);
                socket.configureBlocking(false);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            }
            Set<SocketChannel> connected = new HashSet<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (connected.size() < ServeLimits.defaults().connections() && System.nanoTime() < deadline) {
                for (SocketChannel socket : sockets) {
                    if (!connected.contains(socket) && socket.finishConnect()) {
                        socket.write(ByteBuffer.wrap(ascii("GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nX")));
                        connected.add(socket);
                    }
                }
                Thread.sleep(20);
            }
            assertThat(connected)
                    .hasSizeGreaterThanOrEqualTo(ServeLimits.defaults().connections());
            Thread.sleep(500);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 150);
        } finally {
            for (SocketChannel socket : sockets) {
                socket.close();
            }
        }
        assertThat(server.get("/v1/models").statusCode()).isEqualTo(200);
    }

    @Test
    void brokenRecordingsOfABrowserEndTheirStreamAlone() throws Exception {
        byte[] recorded = Files.readAllBytes(FFmpegProgram.make(
                media.resolve("a.webm"),
                "-f",
                "lavfi",
                "-i",
                "sine=300:d=2",
                "-c:a",
                "libopus",
                "-f",
                "webm",
                "-live",
                1));
        Random random = new Random(SEED);
        for (int attempt = 0; attempt < REQUESTS / 5; attempt++) {
            byte[] broken = recorded.clone();
            int most = attempt % 2 == 0 ? 400 : broken.length; // its head, or anywhere
            for (int change = 0; change < 1 + attempt % 20; change++) {
                broken[4 + random.nextInt(most - 4)] = (byte) random.nextInt(256);
            }
            StreamClient client = new StreamClient(server.client(), server.webSocket("/v1/stream"));
            client.sendAnyhow("{\"type\":\"start\",\"soundFormat\":\"webm\"}");
            for (int from = 0; from < broken.length; from += 5000) {
                byte[] piece = Arrays.copyOfRange(broken, from, Math.min(broken.length, from + 5000));
                client.sendAnyhow(StreamClient.message(1, 0, piece));
            }
            client.sendAnyhow("{\"type\":\"stop\"}");
            assertThat(client.closeCode())
                    .as("seed " + SEED + ", attempt " + attempt)
                    .isIn(1000, 1008, -1);
        }
    }

    @Test
    void whatAKilledServerLeftIsRemovedByTheNext() throws Exception {
        Path shared = folder.getParent().resolve("vavl-killed-" + System.nanoTime());
        Path left = Files.createDirectories(shared.resolve("server-of-somebody"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("upload-1.mp4"), "left");
        try (TestServer next = TestServer.in(shared)) {
            assertThat(Files.exists(left)).isFalse();
            assertThat(next.get("/v2/health/live").statusCode()).isEqualTo(200);
        }
        Files.delete(shared);
    }
}
