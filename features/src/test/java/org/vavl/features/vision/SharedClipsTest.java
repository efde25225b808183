package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.vision.detection.FaceDetectorSource;

/** What real clips give, whole and damaged; for those who have them, in the folder that VAVL_SHARED names. */
@Tag("slow")
@EnabledIfEnvironmentVariable(named = "VAVL_SHARED", matches = ".+")
class SharedClipsTest {
    private static final Path SHARED = Path.of(String.valueOf(System.getenv("VAVL_SHARED")));
    private static final int VARIANTS = Integer.getInteger("vavl.test.damagedVariants", 50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    static List<Path> clips() throws IOException {
        try (Stream<Path> files = Files.walk(SHARED.resolve("clips"))) {
            return files.filter(file -> file.toString().matches(".*\\.(mpg|mp4|png)"))
                    .sorted()
                    .toList();
        }
    }

    private static VisualFrontEnd frontEnd() {
        return new VisualFrontEnd(
                new FaceHogExtractor(),
                FaceDetectorSource.yunet(SHARED.resolve("models/yunet/yunet_n_dynamic.onnx")),
                VisualSettings.defaults(),
                MediaLimits.defaults());
    }

    @ParameterizedTest
    @MethodSource("clips")
    void damagedClipsAreReadOrRefused(Path clip, TestReporter reporter) throws IOException {
        long seed = 1;
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(clip);
        String name = String.valueOf(clip.getFileName());
        LogMelExtractor logMel = new LogMelExtractor(AcousticSettings.defaults());
        long before = temporaryFiles();
        int[] given = new int[2];
        try (VisualFrontEnd faces = frontEnd()) {
            for (int variant = 0; variant < VARIANTS; variant++) {
                Path damaged = folder.resolve(Damage.isOfTheName(variant) ? name + ".wav" : name);
                Files.write(damaged, Damage.of(whole, variant, random));
                String what = name + ", seed " + seed + ", variant " + variant;
                given[0] += Assertions.assertTimeout(
                        PATIENCE, () -> read(damaged, what, () -> logMel.extract(damaged)), what);
                given[1] += Assertions.assertTimeout(
                        PATIENCE, () -> read(damaged, what, () -> faces.extract(damaged)), what);
                Files.delete(damaged);
            }
        }
        assertThat(temporaryFiles()).as("temporary files").isEqualTo(before);
        reporter.publishEntry(
                name, given[0] + " of " + VARIANTS + " gave acoustic features, " + given[1] + " visual ones");
        assertThat(given[1]).as(name).isPositive();
    }

    /** Makes features. */
    @FunctionalInterface
    private interface Extraction {
        FeatureSequence make();
    }

    private static int read(Path damaged, String what, Extraction extraction) {
        try {
            FeatureSequence features = extraction.make();
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

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vavl-"))
                    .count();
        }
    }
}
