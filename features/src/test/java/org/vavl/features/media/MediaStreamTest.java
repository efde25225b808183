package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;

/** WebM files of Opus that come in pieces, as browsers record them. */
@Timeout(60)
class MediaStreamTest {
    private static final int RATE = AudioReader.SAMPLE_RATE;
    private static final double SECONDS = 4;
    private static final int MANY = 1 << 20;

    @TempDir
    private static Path folder;

    private static Path wav;
    private static Path recorded;

    @BeforeAll
    static void record() throws IOException {
        wav = TestMedia.wav(folder.resolve("sound.wav"), RATE, 1, TestMedia.sound(RATE, SECONDS));
        recorded = live("recorded.webm", "-c:a", "libopus");
    }

    /** Without sizes and an index, as what goes on has none. */
    private static Path live(String name, Object... codec) throws IOException {
        Object[] arguments = {"-i", wav, "-f", "webm", "-live", 1, "-cluster_time_limit", 1000};
        Object[] all = Arrays.copyOf(arguments, arguments.length + codec.length);
        System.arraycopy(codec, 0, all, arguments.length, codec.length);
        return FFmpegProgram.make(folder.resolve(name), all);
    }

    private static float[] read(MediaStream stream) {
        try (AudioReader reader = AudioReader.open(stream, RATE, MediaLimits.defaults())) {
            return TestMedia.read(reader, RATE / 10);
        }
    }

    private static void push(MediaStream stream, byte[] bytes, Random sizes) {
        for (int begin = 0; begin < bytes.length; ) {
            int end = Math.min(bytes.length, begin + 1 + sizes.nextInt(700));
            stream.push(Arrays.copyOfRange(bytes, begin, end));
            begin = end;
        }
    }

    @Test
    void piecesOfAnySizeGiveTheSamplesOfTheFile() throws Exception {
        MediaStream stream = new MediaStream("recording", 1000);
        CompletableFuture<float[]> samples = CompletableFuture.supplyAsync(() -> read(stream));
        push(stream, Files.readAllBytes(recorded), new Random(20));
        stream.finish();
        assertThat(samples.get()).hasSize((int) (SECONDS * RATE)).isEqualTo(TestMedia.read(recorded, RATE));
        assertThat(stream.bytesRead()).isEqualTo(Files.size(recorded));
    }

    @Test
    void samplesComeAsSoonAsTheirBytesHave() throws Exception {
        byte[] bytes = Files.readAllBytes(recorded);
        MediaStream stream = new MediaStream("recording", MANY);
        stream.push(Arrays.copyOf(bytes, bytes.length / 2)); // and no more comes
        float[] samples = CompletableFuture.supplyAsync(() -> {
                    try (AudioReader reader = AudioReader.open(stream, RATE, MediaLimits.defaults())) {
                        float[] most = new float[(int) ((SECONDS / 2 - 0.15) * RATE)];
                        reader.read(most);
                        return most;
                    }
                })
                .get(20, TimeUnit.SECONDS);
        assertThat(samples).isEqualTo(Arrays.copyOf(TestMedia.read(recorded, RATE), samples.length));
    }

    @Test
    void whoPushesMoreThanIsReadWaits() throws Exception {
        MediaStream stream = new MediaStream("recording", 1000);
        stream.push(new byte[1500]);
        CompletableFuture<Void> pushed = CompletableFuture.runAsync(() -> stream.push(new byte[1]));
        assertThat(pushed).isNotCompleted();
        assertThatThrownBy(() -> pushed.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        stream.close();
        assertThat(pushed).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void closingEndsWhoReads() throws Exception {
        MediaStream stream = new MediaStream("recording", MANY);
        stream.push(Arrays.copyOf(Files.readAllBytes(recorded), 2000));
        CompletableFuture<float[]> samples = CompletableFuture.supplyAsync(() -> read(stream));
        Thread.sleep(100);
        stream.close();
        assertThatThrownBy(samples::get).hasCauseInstanceOf(VavlException.class);
    }

    @Test
    void anotherStreamInTheSameThreadComesAfterwards() throws Exception {
        for (int round = 0; round < 3; round++) {
            MediaStream stream = new MediaStream("recording", MANY);
            stream.push(Files.readAllBytes(recorded));
            stream.finish();
            assertThat(read(stream)).hasSize((int) (SECONDS * RATE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vorbis.webm, -c:a vorbis -strict -2 -ac 2, other tracks",
        "two.webm, -map 0 -map 0 -c:a libopus, other tracks",
        "sound.ogg, -f ogg -c:a libopus, not a media file",
        "sound.mp4, -f mp4 -c:a aac, not a media file"
    })
    void whatIsNoOpusInWebmIsRefused(String name, String codec, String reason) throws Exception {
        MediaStream stream = new MediaStream("recording", MANY);
        stream.push(Files.readAllBytes(live(name, (Object[]) codec.split(" "))));
        stream.finish();
        assertThatThrownBy(() -> read(stream)).isInstanceOf(VavlException.class).hasMessageContaining(reason);
    }

    @Test
    void whatIsDamagedEndsOrSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(recorded);
        Random random = new Random(20);
        int ended = 0;
        for (int attempt = 0; attempt < 40; attempt++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length - 400);
            for (int i = at; i < at + 400; i++) {
                damaged[i] = (byte) random.nextInt(256);
            }
            MediaStream stream = new MediaStream("recording", MANY);
            stream.push(damaged);
            stream.finish();
            try (AudioReader reader = AudioReader.open(stream, RATE, MediaLimits.defaults())) {
                TestMedia.read(reader, RATE);
                ended += reader.report().isDamaged() ? 1 : 0;
            } catch (VavlException e) {
                ended++;
            }
        }
        assertThat(ended).as("of 40 that are damaged").isGreaterThanOrEqualTo(36);
    }
}
