package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.MediaReport;
import org.vavl.features.media.VideoReader;

@Tag("fuzz")
class MediaFuzzTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A file of a second cannot hold more than this, whatever its header says: gaps are filled with silence up to a bound. */
    private static final int MOST_SAMPLES = 3 * 60 * 60 * AudioReader.SAMPLE_RATE;

    /** What it says of writing, or because there was nothing to write. */
    private static final Pattern OF_THE_OUTPUT = Pattern.compile("^(\\[null|\\[out#|Error opening output)");

    @TempDir
    private Path folder;

    /**
     * A file is read, or refused by name in a line; all samples are finite; and what became another sound or other pictures is told of
     * where FFmpeg knows that the file is damaged.
     */
    @ParameterizedTest
    @CsvSource({
        "wav, -map 1 -c:a pcm_s16le",
        "flac, -map 1 -c:a flac",
        "mp3, -map 1 -c:a libmp3lame",
        "ogg, -map 1 -c:a libopus",
        "m4a, -map 1 -c:a aac",
        "mp4, -c:v libopenh264 -c:a aac",
        "webm, -c:v libvpx-vp9 -c:a libopus",
        "mpg, -c:v mpeg1video -c:a mp2",
        "avi, -c:v mjpeg -c:a pcm_s16le",
        "ts, -c:v mpeg2video -c:a mp2",
        "flv, -c:v flv -c:a libmp3lame"
    })
    void mediaAreReadOrRefusedAndDamageIsTold(String ending, String options) throws Exception {
        byte[] right = Files.readAllBytes(clip(ending, options));
        Path file = Files.write(folder.resolve("a." + ending), right);
        Content whole = Content.of(file);
        assertThat(whole.isReported()).isFalse();
        Set<String> harmless = errors(file);
        int accepted = Fuzz.run("media " + ending, 20, random -> {
            Files.write(file, Mutation.ofBytes(right, random));
            try {
                Content read = Assertions.assertTimeout(PATIENCE, () -> Content.of(file));
                if (!read.isReported() && !read.equals(whole)) {
                    assertThat(errors(file)).isSubsetOf(harmless);
                }
            } catch (VavlException e) {
                assertThat(e).hasMessageStartingWith(file + ": ");
                assertThat(e.getMessage().lines()).hasSize(1);
                throw e;
            }
        });
        assertThat(accepted).isPositive();
    }

    /** What FFmpeg's own command says is wrong with a file, without the addresses of what says it. */
    private static Set<String> errors(Path file) throws IOException {
        return FFmpegProgram.output("-i", file, "-f", "null", "-")
                .lines()
                .filter(line -> !OF_THE_OUTPUT.matcher(line).find())
                .map(line -> line.replaceAll(" @ 0x[0-9a-f]+", ""))
                .collect(Collectors.toSet());
    }

    /** A second of moving pictures and sound; the options are the encoder's. */
    private Path clip(String ending, String options) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=96x80:r=25:d=1",
                "-f",
                "lavfi",
                "-i",
                "aevalsrc='0.2*sin(2*PI*(200+100*sin(3*t))*t)*(1+sin(9*t))':s=48000:d=1"));
        arguments.addAll(List.of(options.split(" ", -1)));
        return FFmpegProgram.make(folder.resolve("whole." + ending), arguments.toArray());
    }

    /** What a file gives, by digests, and whether anything was said to be wrong with it. */
    private record Content(int samples, int pictures, boolean isReported) {
        static Content of(Path file) {
            List<MediaReport> reports = new ArrayList<>();
            int samples = AudioReader.open(file, MediaLimits.defaults())
                    .map(reader -> samples(reader, reports))
                    .orElse(0);
            int pictures = VideoReader.open(file, MediaLimits.defaults())
                    .map(reader -> pictures(reader, reports))
                    .orElse(0);
            if (reports.isEmpty()) {
                throw new VavlException(file + ": has neither sound nor pictures");
            }
            return new Content(samples, pictures, reports.stream().anyMatch(MediaReport::isDamaged));
        }

        private static int samples(AudioReader sound, List<MediaReport> reports) {
            float[] piece = new float[4096];
            int digest = 1;
            long length = 0;
            try (AudioReader reader = sound) {
                for (int read = reader.read(piece); read > 0; read = reader.read(piece)) {
                    float[] samples = Arrays.copyOf(piece, read);
                    for (float sample : samples) {
                        assertThat(Float.isFinite(sample)).isTrue();
                    }
                    digest = 31 * digest + Arrays.hashCode(samples);
                    length += read;
                    assertThat(length).isLessThan(MOST_SAMPLES);
                }
                reports.add(reader.report());
            }
            return digest;
        }

        private static int pictures(VideoReader video, List<MediaReport> reports) {
            int digest = 1;
            try (VideoReader reader = video) {
                while (reader.next()) {
                    assertThat(reader.seconds()).isNotNegative();
                    digest = 31 * digest + reader.image().pixels().hashCode();
                }
                reports.add(reader.report());
            }
            return digest;
        }
    }
}
