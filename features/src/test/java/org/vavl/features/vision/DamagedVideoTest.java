package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.vision.detection.FaceDetectorSource;

/** Files that are cut, changed or lie give features of what can be read, or one error that names them; in time. */
@Tag("slow")
class DamagedVideoTest {
    private static final int VARIANTS = Integer.getInteger("vavl.test.damagedVariants", 6);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mp4, libopenh264",
        "mp4, mpeg4",
        "mpg, mpeg1video",
        "avi, mjpeg",
        "webm, libvpx-vp9",
        "mkv, ffv1",
        "ts, mpeg2video",
        "gif, gif",
        "png, png"
    })
    void damagedVideosAreReadOrRefused(String ending, String codec) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path whole = folder.resolve("whole." + ending);
        FFmpegProgram.run(
                "-i",
                TalkingFace.CLIP,
                "-t",
                ending.equals("png") ? 0.04 : 0.6,
                "-vf",
                "scale=120:100",
                "-an",
                "-c:v",
                codec,
                whole);
        byte[] bytes = Files.readAllBytes(whole);
        int readable = 0;
        try (FaceHogExtractor hog = new FaceHogExtractor()) {
            VisualFrontEnd frontEnd = new VisualFrontEnd(
                    hog, FaceDetectorSource.haar(), VisualSettings.defaults(), MediaLimits.defaults());
            for (int variant = 0; variant < VARIANTS; variant++) {
                Path damaged = folder.resolve("damaged." + (Damage.isOfTheName(variant) ? "wav" : ending));
                Files.write(damaged, Damage.of(bytes, variant, random));
                String what = "seed " + seed + ", variant " + variant;
                readable += Assertions.assertTimeout(PATIENCE, () -> read(frontEnd, damaged, what), what);
            }
        }
        assertThat(readable).as("seed %d", seed).isPositive();
    }

    private static int read(VisualFrontEnd frontEnd, Path damaged, String what) {
        try {
            FeatureSequence features = frontEnd.extract(damaged);
            assertThat(features.frames()).as(what).isPositive();
            for (int frame = 0; frame < features.frames(); frame++) {
                assertThat(features.value(frame, 0)).as(what).isFinite();
            }
            return 1;
        } catch (VavlException e) {
            assertThat(e).as(what).hasMessageStartingWith(damaged + ": ");
            assertThat(e.getMessage().lines()).as(what).hasSize(1);
            return 0;
        }
    }
}
