package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.media.VideoReader;

/** {@code WS /v1/stream}, sent a clip's sound and pictures as a browser sends them. */
class StreamRoutesTest {
    private static final int RATE = 16_000;
    private static final String START = "{\"type\":\"start\",\"sampleRate\":16000,\"frameRate\":12.5,\"window\":1.5,"
            + "\"step\":0.5,\"utterances\":true}";

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(ServeSettings.defaults()
                .withFolder(folder)
                .with(ServeLimits.defaults().with(new ServeLimits.Streams(2, Duration.ofMinutes(5)))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StreamClient client() {
        return client(server);
    }

    private static StreamClient client(TestServer server) {
        return new StreamClient(server.client(), server.webSocket("/v1/stream"));
    }

    private static void sendClip(StreamClient client) throws Exception {
        float[] samples = new float[3 * RATE];
        try (AudioReader sound = AudioReader.require(TalkingFace.CLIP, RATE, MediaLimits.defaults());
                VideoReader video = VideoReader.open(TalkingFace.CLIP, MediaLimits.defaults())
                        .orElseThrow()) {
            sound.read(samples);
            for (int frame = 0; video.next() && frame < 75; frame++) {
                double seconds = frame / 25.0;
                int from = (int) Math.round(seconds * RATE);
                client.send(StreamClient.sound(seconds, samples, from, RATE / 25));
                if (frame % 2 == 0) {
                    client.send(StreamClient.message(2, seconds, StreamClient.jpeg(video.image())));
                }
            }
        }
    }

    @Test
    void soundAndPicturesAreAnsweredInWindowsAndUtterances() throws Exception {
        StreamClient client = client();
        client.send(START);
        assertThat(client.next().get("type").asText()).isEqualTo("ready");
        sendClip(client);
        client.send("{\"type\":\"stop\"}");
        List<JsonNode> windows = new ArrayList<>();
        List<JsonNode> utterances = new ArrayList<>();
        JsonNode message = client.next();
        for (; !message.get("type").asText().equals("end"); message = client.next()) {
            (message.get("type").asText().equals("window") ? windows : utterances).add(message);
        }
        assertThat(client.closeCode()).isEqualTo(1000);
        assertThat(windows).hasSizeBetween(3, 6);
        JsonNode first = windows.get(0);
        assertThat(first.get("final").asBoolean()).isFalse();
        assertThat(first.get("end").asDouble()).isEqualTo(1.5);
        assertThat(first.get("said").get("heads").size()).isEqualTo(3);
        assertThat(first.get("faces").get("boxes").get(0).get("width").asDouble())
                .isPositive();
        assertThat(first.get("speech").get("share").asDouble()).isPositive();
        assertThat(utterances).isNotEmpty();
        assertThat(utterances.get(0).get("final").asBoolean()).isTrue();
        assertThat(message.get("lateImages").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"type":"stop"}                            | has not begun
                {"type":"go"}                              | start or stop
                {"type":"start"}                           | neither sampleRate nor frameRate
                {"type":"start","sampleRate":1}            | sample rate
                {"type":"start","sampleRate":16000,"x":1}  | not understood
                {"type":"start","sampleRate":16000,"model":"other"} | other
                {"type":"start","soundFormat":"mp3"}       | soundFormat is 'mp3'
                {"type":"start","soundFormat":"webm","sampleRate":16000} | a WebM file says them
                not JSON                                   | not understood
                """)
    void aWrongMessageEndsTheStreamWithTheReason(String message, String reason) throws Exception {
        StreamClient client = client();
        client.send(message);
        JsonNode answer = client.next();
        assertThat(answer.get("type").asText()).isEqualTo("error");
        assertThat(answer.get("problem").get("detail").asText()).contains(reason);
        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @Test
    void brokenDataEndTheStream() throws Exception {
        byte[] huge = new byte[3 << 20];
        for (byte[] data : List.of(
                new byte[3],
                StreamClient.message(3, 0, new byte[4]),
                StreamClient.message(1, Double.NaN, new byte[4]),
                StreamClient.message(1, 0, new byte[3]),
                StreamClient.message(1, 1e6, new byte[4]),
                StreamClient.message(2, 0, new byte[400]),
                huge)) {
            StreamClient client = client();
            client.send("{\"type\":\"start\",\"sampleRate\":16000,\"frameRate\":10}");
            client.next();
            client.sendAnyhow(data);
            assertThat(client.closeCode()).isIn(1008, 1009, -1);
        }
    }

    @Test
    void oneThatSaysNothingIsEndedAndOthersMayComeThen(@TempDir Path own) throws Exception {
        try (TestServer impatient = new TestServer(ServeSettings.defaults()
                .withFolder(own)
                .with(ServeLimits.defaults().with(new ServeLimits.Streams(2, Duration.ofSeconds(4)))))) {
            StreamClient silent = client(impatient);
            StreamClient second = client(impatient);
            StreamClient third = client(impatient);
            assertThat(third.next().get("problem").get("detail").asText()).contains("2 streams");
            assertThat(third.closeCode()).isEqualTo(1013);
            assertThat(silent.closeCode()).isNotZero();
            second.abort();
            StreamClient later = client(impatient);
            later.send("{\"type\":\"start\",\"sampleRate\":16000}");
            assertThat(later.next().get("type").asText()).isEqualTo("ready");
            later.abort();
        }
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        assertThatThrownBy(() -> server.client()
                        .newWebSocketBuilder()
                        .header("Origin", "https://evil.example")
                        .buildAsync(server.webSocket("/v1/stream"), new java.net.http.WebSocket.Listener() {})
                        .join())
                .hasMessageContaining("WebSocketHandshakeException");
    }
}
