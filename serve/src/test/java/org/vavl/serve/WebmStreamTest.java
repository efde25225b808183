package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.media.TestMedia;
import org.vavl.features.media.VideoReader;

/** {@code WS /v1/stream} with sound as a browser records it, a WebM file of Opus, against the same sound as samples. */
@Timeout(120)
@ExtendWith(SharedServer.class)
class WebmStreamTest {
    private static final int RATE = 16_000;
    private static final int SECONDS = 3;

    /** Of probabilities: samples that are sent have 16 bits, those that are decoded have not. */
    private static final double ROUNDING = 0.005;

    private static final String WINDOWS = "\"window\":1.5,\"step\":0.5,\"utterances\":true";

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Path sound;
    private static Path recorded;
    private static byte[] webm;

    @BeforeAll
    static void start(TestServer shared) throws IOException {
        server = shared;
        sound = TestMedia.wav(folder.resolve("clip.wav"), RATE, 1, samples(TalkingFace.CLIP));
        recorded = live("sound.webm", "-c:a", "libopus", "-b:a", "96k");
        webm = Files.readAllBytes(recorded);
    }

    /** As a browser records: without sizes and an index, in short clusters. */
    private static Path live(String name, Object... codec) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("-i", sound));
        arguments.addAll(List.of(codec));
        arguments.addAll(List.of("-f", "webm", "-live", 1, "-cluster_time_limit", 500));
        return FFmpegProgram.make(folder.resolve(name), arguments.toArray());
    }

    private static StreamClient open(String start) throws InterruptedException {
        StreamClient client = new StreamClient(server.client(), server.webSocket("/v1/stream"));
        client.send(start);
        assertThat(client.next().get("type").asText()).isEqualTo("ready");
        return client;
    }

    private static void sendWebm(StreamClient client, byte[] bytes, int begin, int end) {
        for (int from = begin; from < end; from += 1500) {
            client.send(StreamClient.message(1, 0, Arrays.copyOfRange(bytes, from, Math.min(end, from + 1500))));
        }
    }

    /** Stops, and gives all answers of a type. */
    private static List<JsonNode> answers(StreamClient client, String type) throws InterruptedException {
        client.send("{\"type\":\"stop\"}");
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode message = client.next(); !message.get("type").asText().equals("end"); message = client.next()) {
            assertThat(message.get("type").asText()).as(message.toString()).isNotEqualTo("error");
            if (message.get("type").asText().equals(type)) {
                answers.add(message);
            }
        }
        assertThat(client.closeCode()).isEqualTo(1000);
        return answers;
    }

    private static float[] samples(Path file) {
        float[] samples = new float[SECONDS * RATE];
        try (AudioReader reader = AudioReader.require(file, RATE, MediaLimits.defaults())) {
            return Arrays.copyOf(samples, reader.read(samples));
        }
    }

    private static void assertSimilar(List<JsonNode> windows, List<JsonNode> expected) {
        assertThat(windows).hasSameSizeAs(expected).hasSizeGreaterThan(2);
        for (int i = 0; i < windows.size(); i++) {
            JsonNode said = windows.get(i).get("said");
            assertThat(windows.get(i).get("begin")).isEqualTo(expected.get(i).get("begin"));
            assertThat(windows.get(i).get("end").asDouble())
                    .isEqualTo(expected.get(i).get("end").asDouble(), within(0.1));
            expected.get(i)
                    .get("said")
                    .get("heads")
                    .get("acoustic")
                    .properties()
                    .forEach(output -> assertThat(said.get("heads")
                                    .get("acoustic")
                                    .get(output.getKey())
                                    .asDouble())
                            .as(output.getKey() + " of " + said)
                            .isEqualTo(output.getValue().asDouble(), within(ROUNDING)));
        }
    }

    private static List<JsonNode> answersToSamples(Path file, String type) throws InterruptedException {
        StreamClient pcm = open("{\"type\":\"start\",\"sampleRate\":16000," + WINDOWS + "}");
        float[] samples = samples(file);
        for (int from = 0; from < samples.length; from += RATE / 10) {
            pcm.send(StreamClient.sound(
                    (double) from / RATE, samples, from, Math.min(RATE / 10, samples.length - from)));
        }
        return answers(pcm, type);
    }

    @Test
    void soundIsAnsweredAsItsSamplesAre() throws Exception {
        StreamClient client = open("{\"type\":\"start\",\"soundFormat\":\"webm\"," + WINDOWS + "}");
        sendWebm(client, webm, 0, webm.length);
        List<JsonNode> windows = answers(client, "window");
        assertSimilar(windows, answersToSamples(recorded, "window"));
    }

    @Test
    void theRecordingIsWhatWasRecordedAtTheSameTime() {
        assertThat(correlation(samples(recorded), samples(TalkingFace.CLIP))).isGreaterThan(0.95);
    }

    /** Its own times count from when the recording began, which the first message says. */
    @Test
    void whatBeginsLaterIsLater() throws Exception {
        byte[] later = Files.readAllBytes(live("later.webm", "-c:a", "libopus", "-output_ts_offset", 1));
        StreamClient client = open("{\"type\":\"start\",\"soundFormat\":\"webm\"," + WINDOWS + "}");
        sendWebm(client, later, 0, later.length);
        double begin = answers(client, "utterance").get(0).get("begin").asDouble();
        double expected =
                answersToSamples(sound, "utterance").get(0).get("begin").asDouble();
        assertThat(begin).isEqualTo(expected + 1, within(0.05));
    }

    private static double correlation(float[] first, float[] second) {
        double products = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < Math.min(first.length, second.length); i++) {
            products += first[i] * second[i];
            squares += first[i] * first[i];
            otherSquares += second[i] * second[i];
        }
        return products / Math.sqrt(squares * otherSquares);
    }

    @Test
    @Tag("slow")
    void picturesBesideItKeepTheSameTime() throws Exception {
        StreamClient file = open("{\"type\":\"start\",\"soundFormat\":\"webm\",\"frameRate\":12.5," + WINDOWS + "}");
        StreamClient pcm = open("{\"type\":\"start\",\"sampleRate\":16000,\"frameRate\":12.5," + WINDOWS + "}");
        float[] samples = samples(recorded);
        int sent = 0;
        try (VideoReader video =
                VideoReader.open(TalkingFace.CLIP, MediaLimits.defaults()).orElseThrow()) {
            for (int frame = 0; video.next() && frame < 25 * SECONDS; frame++) {
                double seconds = frame / 25.0;
                if (frame % 5 == 0) {
                    int end = (int) ((long) webm.length * (frame + 5) / (25 * SECONDS));
                    sendWebm(file, webm, sent, end);
                    sent = end;
                    int from = (int) Math.round(seconds * RATE);
                    pcm.send(StreamClient.sound(seconds, samples, from, Math.min(RATE / 5, samples.length - from)));
                }
                if (frame % 2 == 0) {
                    byte[] picture = StreamClient.message(2, seconds, StreamClient.jpeg(video.image()));
                    file.send(picture);
                    pcm.send(picture);
                }
            }
        }
        assertSimilar(answers(file, "window"), answers(pcm, "window"));
    }

    /**
     * A connection that is ended while it is written to may break with the reason under way, as TCP has it; then, and only then, it is tried again.
     */
    private static void assertEnds(byte[] bytes, String... reasons) throws Exception {
        Optional<JsonNode> error = Optional.empty();
        for (int attempt = 0; attempt < 5 && error.isEmpty(); attempt++) {
            StreamClient client = open("{\"type\":\"start\",\"soundFormat\":\"webm\"}");
            for (int from = 0; from < bytes.length && !client.wasTold(); from += 1500) {
                client.sendAnyhow(StreamClient.message(
                        1, 0, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1500))));
            }
            error = client.error(); // nobody says stop
            assertThat(client.closeCode()).isIn(error.isPresent() ? List.of(1008, -1) : List.of(-1));
        }
        assertThat(error.orElseThrow().get("problem").get("detail").asText()).containsAnyOf(reasons);
    }

    @Test
    void whatIsBrokenEndsTheStreamWithTheReason() throws Exception {
        byte[] broken = webm.clone();
        byte[] noise = new byte[2000];
        new Random(20).nextBytes(noise);
        System.arraycopy(noise, 0, broken, webm.length / 2, noise.length);
        assertEnds(broken, "damaged");
        assertEnds(
                "no media at all, but text; ".repeat(100).getBytes(StandardCharsets.US_ASCII),
                "not the beginning of a WebM file");
        assertEnds(
                Files.readAllBytes(live("other.webm", "-c:a", "vorbis", "-strict", "-2", "-ac", "2")), "other tracks");
    }

    @Test
    void whatGivesNoSoundForLongEndsTheStream() throws Exception {
        byte[] header = Arrays.copyOf(webm, 4);
        assertThat(header).isEqualTo(new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3});
        int cluster = indexOf(webm, new byte[] {0x1f, 0x43, (byte) 0xb6, 0x75});
        byte[] endless = Arrays.copyOf(webm, 3 << 20);
        byte[] voids = {(byte) 0xec, 0x01, 0, 0, 0, 0x7f, 0, 0, 0}; // an element that means nothing, of many gigabytes
        System.arraycopy(voids, 0, endless, cluster, voids.length);
        assertEnds(endless, "has no sound in", "damaged");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("is not there");
    }
}
