package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.WaveformExtractor;
import org.vavl.features.vision.FaceHogExtractor;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectorSource;

/** Whatever ends a reading before its end, nothing stays open. */
class ReleaseTest {
    private static final int SECONDS = 140; // of samples so many that they go to a temporary file

    @TempDir
    private Path folder;

    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void cancel(double share) {
        throw new Cancelled();
    }

    /** The files that this process has open, other than libraries. */
    private static long open(String part) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> {
                        try {
                            return Files.readSymbolicLink(file).toString().contains(part);
                        } catch (IOException e) {
                            return false; // closed meanwhile
                        }
                    })
                    .count();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCallbackThatThrowsLeavesNoFileOpen() throws IOException {
        try (FaceHogExtractor hog = new FaceHogExtractor()) {
            VisualFrontEnd faces = new VisualFrontEnd(
                    hog, FaceDetectorSource.haar(), VisualSettings.defaults(), MediaLimits.defaults());
            Path clip = Files.copy(TalkingFace.CLIP, folder.resolve("clip.mp4"));
            assertThatThrownBy(() -> faces.extract(clip, ReleaseTest::cancel)).isInstanceOf(Cancelled.class);
            assertThatThrownBy(() -> faces.extract(clip, share -> {
                        if (share > 0.6) {
                            throw new Cancelled();
                        }
                    }))
                    .isInstanceOf(Cancelled.class);
        }
        assertThat(open(folder.toString())).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anInterruptEndsALongExtractionAndLeavesNoFileOpen() throws IOException {
        Path sound = TestMedia.wav(folder.resolve("long.wav"), 16_000, 1, new float[16_000 * SECONDS]);
        long spools = open("vavl");
        for (var extractor : new org.vavl.features.AcousticExtractor[] {
            new LogMelExtractor(AcousticSettings.defaults()), new WaveformExtractor()
        }) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> extractor.extract(sound, share -> {}))
                        .isInstanceOf(VavlException.class)
                        .hasMessage(sound + ": interrupted");
            } finally {
                assertThat(Thread.interrupted())
                        .as("whoever interrupted is still told")
                        .isTrue();
            }
        }
        assertThat(open(folder.toString())).isZero();
        assertThat(open("vavl")).isEqualTo(spools);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aReaderThatCannotBeMadeLeavesNoFileOpen() throws IOException {
        Path path = FFmpegProgram.make(
                folder.resolve("a.avi"), "-f", "lavfi", "-i", "testsrc=s=64x48:d=1", "-c:v", "mjpeg");
        byte[] bytes = Files.readAllBytes(path);
        for (int i = 0; i + 4 < bytes.length; i++) {
            if (bytes[i] == 'M' && bytes[i + 1] == 'J' && bytes[i + 2] == 'P' && bytes[i + 3] == 'G') {
                bytes[i] = 'Q';
                bytes[i + 1] = 'Q';
            }
        }
        Files.write(path, bytes);
        assertThatThrownBy(() -> VideoReader.open(path, MediaLimits.defaults()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("cannot be decoded");
        assertThat(open(folder.toString())).isZero();
    }
}
