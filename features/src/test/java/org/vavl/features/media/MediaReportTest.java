package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.features.media.MediaReport.Kind;

/** What is damaged or missing is told of. */
class MediaReportTest {
    @TempDir
    private Path folder;

    /** Three seconds of moving pictures and sound; the options are the encoder's. */
    private Path clip(String name, String options) throws IOException {
        List<Object> arguments = new java.util.ArrayList<>(
                List.of("-f", "lavfi", "-i", "testsrc=s=160x120:r=25:d=3", "-f", "lavfi", "-i"));
        arguments.add("aevalsrc='0.2*sin(2*PI*(200+100*sin(3*t))*t)*(1+sin(9*t))':s=44100:d=3");
        arguments.addAll(List.of(options.split(" ", -1)));
        return FFmpegProgram.make(folder.resolve(name), arguments.toArray());
    }

    private static MediaReport sound(Path path) {
        try (AudioReader reader = AudioReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            TestMedia.read(reader, 10_000);
            return reader.report();
        }
    }

    private static MediaReport video(Path path) {
        try (VideoReader reader = VideoReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                assertThat(reader.seconds()).isNotNegative();
            }
            return reader.report();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wav, -map 1 -c:a pcm_s16le",
        "rf64.wav, -map 1 -c:a pcm_s16le -rf64 always",
        "mp3, -map 1 -c:a libmp3lame",
        "flac, -map 1 -c:a flac",
        "aiff, -map 1 -c:a pcm_s16be",
        "m4a, -map 1 -c:a aac -movflags +faststart",
        "mp4, -c:v mpeg4 -c:a aac -movflags +faststart",
        "mkv, -c:v mpeg4 -c:a libmp3lame",
        "flv, -c:v flv -c:a libmp3lame"
    })
    void aFileThatEndsBeforeItsHeaderSaysIsToldOf(String ending, String options) throws IOException {
        Path whole = clip("whole." + ending, options);
        assertThat(sound(whole).warning()).isEmpty();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut." + ending), Arrays.copyOf(bytes, bytes.length * 5 / 10));
        MediaReport report = sound(cut);
        assertThat(report.isCutOff()).isTrue();
        assertThat(report.seconds()).isBetween(0.5, 2.5);
        assertThat(report.statedSeconds().orElseThrow()).isBetween(2.9, 3.15);
        assertThat(report.warning().orElseThrow())
                .matches(".*its sound ends after [12]\\.\\d\\d s; its header says (2\\.9|3\\.[01])\\d s");
        if (options.contains("-c:v")) {
            assertThat(video(whole).warning()).isEmpty();
            assertThat(video(cut).warning().orElseThrow())
                    .matches(".*its video ends after [012]\\.\\d\\d s; its header says (2\\.9|3\\.[01])\\d s");
        }
    }

    /** Who writes to a pipe does not know how long it will be; and no stream need be as long as its file. */
    @Test
    void whatAHeaderCannotKnowIsNoPromise() throws IOException {
        Path streamed = clip("streamed.wav", "-map 1 -c:a pcm_s16le");
        byte[] bytes = Files.readAllBytes(streamed);
        int data = 36;
        while (bytes[data] != 'd' || bytes[data + 1] != 'a' || bytes[data + 2] != 't') {
            data++;
        }
        Arrays.fill(bytes, data + 4, data + 8, (byte) 0xFF);
        Arrays.fill(bytes, 4, 8, (byte) 0xFF);
        Files.write(streamed, bytes);
        assertThat(sound(streamed).warning()).isEmpty();
        for (String ending : List.of("mkv", "flv", "mp4", "avi")) {
            Path shorter = clip(
                    "shorter." + ending,
                    "-af atrim=0:1 -c:v mpeg4 -c:a libmp3lame"
                            .replace("mpeg4", ending.equals("flv") ? "flv" : "mpeg4"));
            assertThat(sound(shorter).warning()).as(ending).isEmpty();
            if (ending.equals("avi")) {
                continue; // has no time stamps of sound to begin late by
            }
            Path later = clip(
                    "later." + ending,
                    "-output_ts_offset 3 -c:v mpeg4 -c:a libmp3lame"
                            .replace("mpeg4", ending.equals("flv") ? "flv" : "mpeg4"));
            assertThat(sound(later).warning()).as("late %s", ending).isEmpty();
            assertThat(video(later).warning()).as("late %s", ending).isEmpty();
        }
    }

    /** Decoders conceal damage, each in its way; none of it goes unsaid that FFmpeg knows of. */
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "mpg, -c:v mpeg1video -c:a mp2",
        "ts, -c:v mpeg2video -c:a mp2",
        "mp4, -c:v libopenh264 -c:a aac",
        "avi, -c:v mpeg4 -c:a libmp3lame",
        "mov, -c:v mjpeg -c:a pcm_s16le",
        "mkv, -c:v libvpx -c:a flac"
    })
    void noDamageThatFfmpegReportsIsSilent(String ending, String options) throws IOException {
        Path clip = clip("whole." + ending, options);
        Heard whole = Heard.of(clip);
        assertThat(whole.isReported()).isFalse();
        byte[] bytes = Files.readAllBytes(clip);
        Random random = new Random(42);
        Path damaged = folder.resolve("damaged." + ending);
        int told = 0;
        for (int mutation = 0; mutation < 10; mutation++) {
            byte[] changed = bytes.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(damaged, changed);
            Heard heard = Heard.of(damaged);
            told += heard.isReported() ? 1 : 0;
            if (!heard.isReported() && !heard.content().equals(whole.content())) {
                assertThat(FFmpegProgram.output("-i", damaged, "-f", "null", "-"))
                        .as("mutation %d", mutation)
                        .isBlank();
            }
        }
        assertThat(told).as("of ten").isPositive();
    }

    /** What a file gives, and whether anything was said to be wrong with it. */
    private record Heard(List<Integer> content, boolean isReported) {
        static Heard of(Path path) {
            try (VideoReader reader =
                            VideoReader.open(path, MediaLimits.defaults()).orElseThrow();
                    AudioReader sound =
                            AudioReader.open(path, MediaLimits.defaults()).orElseThrow()) {
                int pictures = 0;
                while (reader.next()) {
                    pictures = 31 * pictures + reader.image().pixels().hashCode();
                }
                int samples = Arrays.hashCode(TestMedia.read(sound, 10_000));
                return new Heard(
                        List.of(pictures, samples),
                        reader.report().isDamaged() || sound.report().isDamaged());
            } catch (VavlException | java.util.NoSuchElementException e) {
                return new Heard(List.of(), true);
            }
        }
    }

    @Test
    void damagedPicturesAreKnown() throws IOException {
        Path clip = clip("a.mpg", "-c:v mpeg1video -c:a mp2");
        byte[] bytes = Files.readAllBytes(clip);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40, (byte) 0x55);
        Files.write(clip, bytes);
        int damaged = 0;
        try (VideoReader reader = VideoReader.open(clip, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                damaged += reader.isDamaged() ? 1 : 0;
            }
            assertThat(damaged).isBetween(1, 5);
            assertThat(reader.report().damagedFrames()).isEqualTo(damaged);
            assertThat(reader.report().warning().orElseThrow()).contains("damaged, in which no face is looked for");
        }
    }

    @Test
    void aWarningIsOneLine() {
        assertThat(new MediaReport(Kind.SOUND, 0, 0, 0, 0.5, 3, OptionalDouble.of(3.1)).warning())
                .isEmpty();
        assertThat(new MediaReport(Kind.SOUND, 2, 1, 3, 0.5, 1.25, OptionalDouble.of(3.97)).warning())
                .isEqualTo(
                        Optional.of(
                                "2 damaged packets of its sound were skipped; silence stands for 0.50 s; 1 piece of its sound is damaged; its sound ends after 1.25 s; its header says 3.97 s"));
        assertThat(new MediaReport(Kind.VIDEO, 0, 0, 1, 0, 3, OptionalDouble.empty()).warning())
                .isEqualTo(Optional.of("FFmpeg found 1 error in its video, so that what it shows may be wrong"));
    }
}
