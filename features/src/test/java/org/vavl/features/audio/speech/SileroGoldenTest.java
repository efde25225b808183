package org.vavl.features.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Silero's Python package. */
class SileroGoldenTest {
    private static final SpeechSettings STRICT = new SpeechSettings(0.8, 0.6, 0.5, 0.3, 0.1);

    private static List<SpeechSegmenter.Samples> samples(List<SpeechSegment> segments) {
        return segments.stream()
                .map(segment -> new SpeechSegmenter.Samples(
                        Math.round(segment.begin() * GoldenSpeech.RATE), Math.round(segment.end() * GoldenSpeech.RATE)))
                .toList();
    }

    private static void assertGolden(SpeechTrack track) {
        float[] expected = GoldenSpeech.floats("probabilities");
        float[] actual = track.probabilities();
        assertThat(actual).hasSameSizeAs(expected);
        for (int chunk = 0; chunk < expected.length; chunk++) {
            assertThat(actual[chunk]).as("chunk " + chunk).isCloseTo(expected[chunk], within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {80_000, 16_000, 512, 511, 37})
    void chunksHaveTheProbabilitiesThatThePackageGivesHoweverTheSoundIsCut(int piece) {
        float[] samples = GoldenSpeech.samples();
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack track = detector.open(GoldenSpeech.RATE)) {
            for (int begin = 0; begin < samples.length; begin += piece) {
                track.accept(samples, begin, Math.min(piece, samples.length - begin));
            }
            track.finish();
            assertGolden(track);
            assertThat(samples(track.segments())).isEqualTo(GoldenSpeech.segments("segments"));
        }
    }

    @Test
    void otherSettingsGiveThePackagesSegments() {
        try (SpeechDetector detector = new SileroDetector(STRICT);
                SpeechTrack track = detector.open(GoldenSpeech.RATE)) {
            float[] samples = GoldenSpeech.samples();
            track.accept(samples, 0, samples.length);
            track.finish();
            assertThat(samples(track.segments())).isEqualTo(GoldenSpeech.segments("strict"));
        }
    }

    @Test
    void anyProbabilitiesGiveThePackagesSegments() {
        float[] drawn = GoldenSpeech.floats("drawn");
        long length = drawn.length * 512L - 100;
        List<SpeechSegmenter.Samples> usual = new SpeechSegmenter(SpeechSettings.defaults()).segments(drawn, length);
        assertThat(usual).hasSizeGreaterThan(20).isEqualTo(GoldenSpeech.segments("drawn_segments"));
        assertThat(new SpeechSegmenter(STRICT).segments(drawn, length))
                .hasSizeGreaterThan(5)
                .isEqualTo(GoldenSpeech.segments("drawn_strict"));
    }
}
