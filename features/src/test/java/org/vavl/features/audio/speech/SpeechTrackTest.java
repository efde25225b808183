package org.vavl.features.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;

class SpeechTrackTest {
    private static SpeechTrack track(SpeechDetector detector, int rate, float[] samples) {
        SpeechTrack track = detector.open(rate);
        track.accept(samples, 0, samples.length);
        return track;
    }

    private static List<SpeechSegment> segments(SpeechDetection detection, float[] samples) {
        try (SpeechDetector detector = SpeechDetector.of(detection).orElseThrow();
                SpeechTrack track = track(detector, GoldenSpeech.RATE, samples)) {
            track.finish();
            return track.segments();
        }
    }

    @Test
    void aStretchHasWhatIsInItFromItsBeginOn() {
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack track = track(detector, GoldenSpeech.RATE, GoldenSpeech.samples())) {
            assertThat(track.segments(1, 2)).containsExactly(new SpeechSegment(1, 2));
            assertThat(track.segments(3.2, 4)).isEmpty();
            assertThat(track.segments(2, 4.7)).hasSize(2).allSatisfy(segment -> assertThat(segment.seconds())
                    .isBetween(0.5, 1.0));
            assertThat(track.segments(100, 101)).isEmpty();
        }
    }

    @Test
    void whatIsSaidOfAStretchDoesNotDependOnWhatComesBehindIt() {
        float[] samples = GoldenSpeech.samples();
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack whole = track(detector, GoldenSpeech.RATE, samples);
                SpeechTrack part =
                        track(detector, GoldenSpeech.RATE, Arrays.copyOf(samples, 2 * GoldenSpeech.RATE + 1))) {
            whole.finish();
            assertThat(part.segments(0.5, 2)).isNotEmpty().isEqualTo(whole.segments(0.5, 2));
        }
    }

    @Test
    void whatIsForgottenChangesNothingBehindIt() {
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack track = track(detector, GoldenSpeech.RATE, GoldenSpeech.samples())) {
            List<SpeechSegment> before = track.segments(2.5, 4.9);
            track.forget(2.5);
            track.forget(1);
            assertThat(track.segments(2.5, 4.9)).isEqualTo(before);
            assertThat(track.probabilities()).hasSizeLessThan(80);
        }
    }

    /** Each sample three times is the sound at 48 kHz, with images above 8 kHz that resampling removes. */
    @Test
    void soundOfAnotherRateIsHeardAsWell() {
        float[] samples = GoldenSpeech.samples();
        float[] dense = new float[3 * samples.length];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = samples[i / 3];
        }
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack track = track(detector, 48_000, dense)) {
            track.finish();
            assertThat(track.segments()).hasSize(2);
            assertThat(track.segments().get(0).begin()).isCloseTo(0.48, within(0.1));
            assertThat(track.segments().get(1).end()).isCloseTo(4.98, within(0.05));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SpeechDetection.class,
            names = {"SILERO", "ENERGY"})
    void silenceIsNoSpeech(SpeechDetection detection) {
        assertThat(segments(detection, new float[32_000])).isEmpty();
        assertThat(segments(detection, new float[0])).isEmpty();
    }

    @Test
    void onlyLoudnessTakesNoiseAndTonesForSpeech() {
        Random random = new Random(1);
        float[] noise = new float[48_000];
        float[] tone = new float[48_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / GoldenSpeech.RATE));
        }
        for (float[] sound : List.of(noise, tone)) {
            assertThat(segments(SpeechDetection.SILERO, sound)).isEmpty();
            assertThat(segments(SpeechDetection.ENERGY, sound)).containsExactly(new SpeechSegment(0, 3));
        }
        assertThat(SpeechDetector.of(SpeechDetection.OFF)).isEmpty();
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new SpeechSettings(0.5, 0.6, 0.25, 0.1, 0.03))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessage("the negativeThreshold of speech is 0.6, and must be above 0, at most the threshold (0.5)");
        assertThatThrownBy(() -> new SpeechSettings(0.5, 0.35, -1, 0.1, 0.03)).isExactlyInstanceOf(VavlException.class);
    }
}
