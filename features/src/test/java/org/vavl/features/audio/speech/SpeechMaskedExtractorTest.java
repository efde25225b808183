package org.vavl.features.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.SummarySettings;
import org.vavl.features.media.TestMedia;

class SpeechMaskedExtractorTest {
    @TempDir
    private Path folder;

    private static AcousticExtractor masked(SpeechDetection detection) {
        return AcousticExtractors.masked(new LogMelExtractor(AcousticSettings.defaults()), detection);
    }

    @Test
    void framesAreValidWhereSpeechIs() {
        try (AcousticExtractor plain = masked(SpeechDetection.OFF);
                AcousticExtractor extractor = masked(SpeechDetection.SILERO)) {
            FeatureSequence all = plain.extract("clip", GoldenSpeech.samples());
            FeatureSequence speech = extractor.extract("clip", GoldenSpeech.samples());
            assertThat(speech.values()).isEqualTo(all.values());
            assertThat(all.valid().get(185)).isTrue(); // 3.7 s: noise
            assertThat(speech.valid().get(100)).isTrue();
            assertThat(speech.valid().get(185)).isFalse();
            assertThat(speech.validFrames()).isBetween(140, 170);
            assertThat(extractor.columns()).isEqualTo(plain.columns());
        }
    }

    @Test
    void aFileGivesWhatItsSamplesGive() throws IOException {
        Path file = TestMedia.floatWav(folder.resolve("clip.wav"), GoldenSpeech.RATE, 1, GoldenSpeech.samples());
        try (AcousticExtractor extractor = masked(SpeechDetection.SILERO)) {
            FeatureSequence ofFile = extractor.extract(file);
            FeatureSequence ofSamples = extractor.extract("clip", GoldenSpeech.samples());
            assertThat(ofFile.valid()).isEqualTo(ofSamples.valid());
            assertThat(ofFile.values()).isEqualTo(ofSamples.values());
            assertThat(ofFile.extractor()).isEqualTo(extractor.id());
        }
    }

    @Test
    void aFrameNeedsHalfOfItsTime() {
        BitSet valid = new BitSet();
        valid.set(0, 9);
        List<SpeechSegment> speech = List.of(
                new SpeechSegment(0.14, 0.2),
                new SpeechSegment(0.44, 0.46),
                new SpeechSegment(0.47, 0.52),
                new SpeechSegment(0.66, 1));
        assertThat(SpeechMaskedExtractor.masked(valid, 10, speech, 10).stream()).containsExactly(1, 4, 7, 8);
        assertThat(SpeechMaskedExtractor.masked(valid, 10, List.of(), 10).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = SpeechDetection.class,
            names = {"SILERO", "ENERGY"})
    void theVersionSaysHowSpeechWasFoundAndOpensTheSameExtractor(SpeechDetection detection) {
        try (AcousticExtractor extractor = masked(detection)) {
            assertThat(extractor.id().version())
                    .endsWith(";speech=" + detection + (detection == SpeechDetection.SILERO ? "-6.2.3" : "-1")
                            + ":0.5:0.35:0.25:0.1:0.03");
            try (AcousticExtractor again = AcousticExtractors.open(extractor.id(), Extractors.standard())
                    .orElseThrow()) {
                assertThat(again.id()).isEqualTo(extractor.id());
                assertThat(again).isInstanceOf(SpeechMaskedExtractor.class);
            }
        }
        try (AcousticExtractor plain = masked(SpeechDetection.OFF);
                AcousticExtractor again = AcousticExtractors.open(plain.id(), Extractors.standard())
                        .orElseThrow()) {
            assertThat(again).isInstanceOf(LogMelExtractor.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";speech=silero-7.0:0.5:0.35:0.25:0.1:0.03",
                ";speech=silero-6.2.3:0.5:0.35:0.25:0.1",
                ";speech=silero-6.2.3:0.5:0.75:0.25:0.1:0.03",
                ";speech=silero-6.2.3:0.5:0..5:0.25:0.1:0.03"
            })
    void aVersionThatIsNoneIsRefused(String end) {
        ExtractorId id = new LogMelExtractor(AcousticSettings.defaults()).id();
        assertThatThrownBy(() ->
                        AcousticExtractors.open(new ExtractorId(id.name(), id.version() + end), Extractors.standard()))
                .isExactlyInstanceOf(VavlException.class);
    }

    @Test
    void framesThatAreNoStretchesOfTimeCannotBeMasked() {
        AcousticSettings segments = AcousticSettings.defaults().withSummary(new SummarySettings(4, false));
        assertThatThrownBy(() -> AcousticExtractors.masked(new LogMelExtractor(segments), SpeechDetection.SILERO))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("summary.segments=4");
    }

    @Test
    void severalThreadsGetWhatOneGets() {
        float[] samples = GoldenSpeech.samples();
        try (AcousticExtractor extractor = masked(SpeechDetection.SILERO)) {
            BitSet expected = extractor.extract("alone", samples).valid();
            assertThat(IntStream.range(0, 6).parallel().mapToObj(i -> extractor
                            .extract("thread " + i, samples)
                            .valid()))
                    .allMatch(expected::equals);
        }
    }
}
