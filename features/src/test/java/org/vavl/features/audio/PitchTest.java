package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.vavl.features.audio.GoldenSignals.extract;
import static org.vavl.features.audio.GoldenSignals.gliding;
import static org.vavl.features.audio.GoldenSignals.golden;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.clip.FeatureSequence;

class PitchTest {
    private static final int PITCH = 81;
    private static final int VOICING = 82;

    private static double hertz(FeatureSequence sequence, int frame) {
        return Math.pow(2, sequence.value(frame, PITCH));
    }

    /** Within a quarter of a semitone of the truth, and of librosa's YIN where that is right itself. */
    @ParameterizedTest
    @CsvSource({"80, 160", "150, 300", "400, 220"})
    void aGlidingTonesPitchIsThatOfTheFormulaAndOfLibrosa(int begin, int end) {
        FeatureSequence frames = extract(AcousticSettings.defaults(), gliding(begin, end));
        FeatureSequence yin = golden("pitch-" + begin + "-" + end);
        double quarterSemitone = Math.pow(2, 1 / 48.0) - 1;
        int compared = 0;
        for (int frame = 1; frame < frames.frames() - 1; frame++) {
            double middle = (frame * 320 + 200) / 16_000.0;
            double truth = begin + (end - begin) * middle;
            assertThat(hertz(frames, frame) / truth).as("frame %d", frame).isCloseTo(1, offset(quarterSemitone));
            assertThat(frames.value(frame, VOICING)).isGreaterThan(0.9f);
            // librosa's frames lie around multiples of the hop, 12.5 ms earlier.
            double yinTruth = begin + (end - begin) * frame * 0.02;
            double yinHere = yin.value(frame, 0) * truth / yinTruth;
            if (Math.abs(yin.value(frame, 0) / yinTruth - 1) < 0.05) {
                compared++;
                assertThat(hertz(frames, frame) / yinHere).as("frame %d", frame).isCloseTo(1, offset(0.03));
            }
        }
        assertThat(compared).isGreaterThan(frames.frames() * 8 / 10);
    }

    @Test
    void noiseHasNoPitchAndSilenceNone() {
        float[] noise = new float[16_000];
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
        }
        FeatureSequence frames = extract(AcousticSettings.defaults(), noise);
        int voiced = 0;
        for (int frame = 0; frame < frames.frames(); frame++) {
            voiced += frames.value(frame, VOICING) >= 0.5 ? 1 : 0;
        }
        assertThat(voiced).as("seed %d", seed).isLessThan(frames.frames() / 10);
        FeatureSequence silence = extract(AcousticSettings.defaults(), new float[16_000]);
        for (int frame = 0; frame < silence.frames(); frame++) {
            assertThat(silence.value(frame, VOICING)).isZero();
            assertThat(hertz(silence, frame)).isCloseTo(Math.sqrt(65 * 600), offset(0.01));
        }
    }

    /** The track is the median of three voiced frames, and a straight line where there is no voice. */
    @Test
    void framesWithoutVoiceLieOnTheLineBetweenThoseWithVoice() {
        FrameMatrix raw = new FrameMatrix(new float[] {9, .1f, 6, 1, 6, 1, 9, 0, 2, 0, 9, 0, 8, 1, 8, 1, 4, .2f}, 2);
        float[] track = PitchTrack.smooth(raw, PitchSettings.defaults()).values();
        assertThat(track).containsExactly(6, .1f, 6, 1, 6, 1, 6.5f, 0, 7, 0, 7.5f, 0, 8, 1, 8, 1, 8, .2f);
        FrameMatrix leap = new FrameMatrix(new float[] {7, 1, 7, 1, 8, 1, 7, 1, 7, 1}, 2);
        assertThat(PitchTrack.smooth(leap, PitchSettings.defaults()).values())
                .containsExactly(7, 1, 7, 1, 7, 1, 7, 1, 7, 1);
    }

    @Test
    void loudnessDoesNotChangeThePitch() {
        float[] soft = gliding(150, 300);
        for (int i = 0; i < soft.length; i++) {
            soft[i] *= 0.05f;
        }
        FeatureSequence softFrames = extract(AcousticSettings.defaults(), soft);
        FeatureSequence frames = extract(AcousticSettings.defaults(), gliding(150, 300));
        for (int frame = 0; frame < frames.frames(); frame++) {
            assertThat(softFrames.value(frame, PITCH)).isCloseTo(frames.value(frame, PITCH), offset(1e-3f));
            assertThat(softFrames.value(frame, VOICING)).isCloseTo(frames.value(frame, VOICING), offset(1e-2f));
        }
    }
}
