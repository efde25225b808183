package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;

class DamagedMediaTest {
    private static final int RATE = AudioReader.SAMPLE_RATE;

    @TempDir
    private Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void refused(Path path, String reason) {
        assertThatThrownBy(() -> AudioReader.open(path, MediaLimits.defaults()))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageStartingWith(path + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNoMediaFileIsRefused() throws IOException {
        refused(folder.resolve("none.wav"), "no such file");
        refused(folder, "is a folder");
        refused(write("empty.wav", new byte[0]), "is empty");
        refused(
                write("text.wav", "This is text.\nIt has no sound.\n".repeat(50).getBytes(StandardCharsets.UTF_8)),
                "not a media file");
        assertThat(readOrRefuse(write("zeros.flac", new byte[5000]))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"flac, flac", "pcm_s16le, wav", "aac, mp4", "libmp3lame, mp3", "libopus, mkv"})
    void aDestroyedHeaderIsRefusedOrReadPast(String codec, String ending) throws IOException {
        Path path = TestEncoder.sound(folder.resolve("a." + ending), codec, 48_000, TestMedia.sound(48_000, 1), 0);
        byte[] bytes = Files.readAllBytes(path);
        Arrays.fill(bytes, 0, Math.min(4096, bytes.length / 4), (byte) 0xA5);
        Files.write(path, bytes);
        readOrRefuse(path);
    }

    /** Lost packets leave silence, neither noise nor a shorter clip. */
    @Test
    void damagedPacketsAreSkippedCountedAndReplacedBySilence() throws IOException {
        float[] sound = TestMedia.sound(RATE, 4);
        Path path = TestEncoder.sound(folder.resolve("a.flac"), "flac", RATE, sound, 0);
        byte[] bytes = Files.readAllBytes(path);
        new Random(1).nextBytes(bytes); // every byte random …
        byte[] whole = Files.readAllBytes(path);
        System.arraycopy(whole, 0, bytes, 0, bytes.length / 2); // … but in one short stretch in the middle
        System.arraycopy(
                whole, bytes.length / 2 + 500, bytes, bytes.length / 2 + 500, bytes.length - bytes.length / 2 - 500);
        Files.write(path, bytes);
        try (AudioReader reader = AudioReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            float[] read = TestMedia.read(reader, 1000);
            assertThat(reader.damagedPackets()).isBetween(1, 3);
            assertThat(reader.filledSeconds()).isBetween(0.01, 1.0);
            assertThat(read).hasSize(sound.length);
            int wrong = 0;
            for (int i = 0; i < read.length; i++) {
                wrong += Math.abs(read[i] - sound[i]) > 1e-4 && read[i] != 0 ? 1 : 0;
            }
            assertThat(wrong).as("samples that are neither right nor silent").isLessThan(10);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flac, flac",
        "pcm_s16le, wav",
        "aac, mp4",
        "libmp3lame, mp3",
        "mp2, mpg",
        "libopus, mkv",
        "libopus, ogg"
    })
    void filesThatAreCutOrFlippedAreReadOrRefused(String codec, String ending) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path path = TestEncoder.sound(folder.resolve("a." + ending), codec, 48_000, TestMedia.sound(48_000, 2.5), 0);
        byte[] whole = Files.readAllBytes(path);
        int readable = 0;
        for (int i = 0; i < 40; i++) {
            Files.write(path, damaged(whole, random));
            try {
                readable += readOrRefuse(path) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", file " + i, e);
            }
        }
        assertThat(readable).as("seed %d", seed).isPositive();
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        int begin = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, begin + 1 + random.nextInt(200));
        for (int i = begin; i < end; i += 1 + random.nextInt(20)) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static boolean readOrRefuse(Path path) {
        try {
            return AudioReader.open(path, MediaLimits.defaults())
                    .map(reader -> {
                        try (reader) {
                            float[] samples = TestMedia.read(reader, 1000);
                            for (float sample : samples) {
                                assertThat(Float.isFinite(sample)).isTrue();
                            }
                            return samples.length > 0;
                        }
                    })
                    .orElse(false);
        } catch (VavlException e) {
            assertThat(e).hasMessageStartingWith(path + ": ");
            return false;
        }
    }

    /** A playlist names other files, and addresses in the network: none of them may be opened. */
    @Test
    void aPlaylistCannotHaveOtherFilesOpened() throws IOException {
        Path secret = TestMedia.wav(folder.resolve("secret.wav"), RATE, 1, TestMedia.sound(RATE, 1));
        Path transport = TestEncoder.sound(folder.resolve("secret.ts"), "aac", RATE, TestMedia.sound(RATE, 1), 0);
        String[] playlists = {
            "ffconcat version 1.0\nfile 'secret.wav'\n",
            "ffconcat version 1.0\nfile 'file:" + secret + "'\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + transport + "\n#EXT-X-ENDLIST\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:" + transport + "\n#EXT-X-ENDLIST\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nconcat:" + transport + "\n#EXT-X-ENDLIST\n",
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
        };
        for (String playlist : playlists) {
            for (String ending : new String[] {"wav", "m3u8", "ffconcat", "sdp"}) {
                Path path = Files.writeString(folder.resolve("list." + ending), playlist);
                assertThat(readOrRefuse(path)).as(playlist).isFalse();
            }
        }
        Path numbered = Files.writeString(folder.resolve("secret%d.wav"), "x");
        assertThat(readOrRefuse(numbered)).isFalse();
    }
}
