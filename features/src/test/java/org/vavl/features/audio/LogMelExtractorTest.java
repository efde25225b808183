package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.MissingStreamException;
import org.vavl.features.media.TestMedia;

class LogMelExtractorTest {
    private final LogMelExtractor extractor = new LogMelExtractor(AcousticSettings.defaults());

    @TempDir
    private Path folder;

    @Test
    void aFilesFeaturesAreThoseOfItsSamples() throws IOException {
        Path path = TestMedia.wav(folder.resolve("a.wav"), 16_000, 1, GoldenSignals.gliding(150, 300));
        FeatureSequence features = extractor.extract(path);
        assertThat(features.extractor()).isEqualTo(extractor.id());
        assertThat(features.width()).isEqualTo(extractor.width()).isEqualTo(83);
        assertThat(features.frameRate()).isEqualTo(extractor.frameRate()).isEqualTo(50);
        assertThat(features.frames()).isEqualTo(49);
        GoldenSignals.assertEqual(
                features, GoldenSignals.extract(extractor.settings(), GoldenSignals.gliding(150, 300)), 2e-3);
    }

    @Test
    void theRateOfTheSettingsIsThatOfTheSamples() throws IOException {
        Path path = TestMedia.wav(folder.resolve("a.wav"), 8000, 1, TestMedia.sound(8000, 1));
        AcousticSettings atHalf =
                AcousticSettings.defaults().withLogMel(new LogMelSettings(8000, 0.025, 0.02, 512, 40, 60, 4000, 1e-7));
        assertThat(new LogMelExtractor(atHalf).extract(path).frames()).isEqualTo(49);
    }

    @Test
    void severalThreadsMayExtractAtOnce() throws IOException {
        Path path = TestMedia.wav(folder.resolve("a.wav"), 44_100, 2, TestMedia.sound(44_100, 1));
        FeatureSequence alone = extractor.extract(path);
        List<FeatureSequence> together = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> extractor.extract(path))
                .toList();
        assertThat(together)
                .allSatisfy(features -> assertThat(features.values()).isEqualTo(alone.values()));
    }

    @Test
    void filesWithoutEnoughSoundAreRefused() throws IOException {
        refused(
                TestMedia.wav(folder.resolve("short.wav"), 16_000, 1, new float[320]),
                "its sound has 0.02 s, and must have at least 0.025 s");
        refused(TestMedia.wav(folder.resolve("none.wav"), 16_000, 1, new float[0]), "its sound has 0.0 s");
        refused(
                Files.writeString(
                        folder.resolve("words.srt"),
                        "1\n00:00:00,000 --> 00:00:01,000\nHello\n",
                        StandardCharsets.UTF_8),
                "has no sound");
    }

    private void refused(Path path, String reason) {
        assertThatThrownBy(() -> extractor.extract(path))
                .isOfAnyClassIn(VavlException.class, MissingStreamException.class)
                .hasMessageStartingWith(path + ": ")
                .hasMessageContaining(reason);
    }
}
