package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vavl.features.audio.GoldenSignals.gliding;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

/** What a version is called stays what it gives; the latest is right where the first was not. */
class AcousticAlgorithmTest {
    private static final int VOICING = 82;
    private static final LogMelExtractor LATEST = new LogMelExtractor(AcousticSettings.defaults());
    private static final LogMelExtractor FIRST = LogMelExtractor.of(new ExtractorId(
            "logmel",
            "1;rate=16000;window=0.025;hop=0.02;fourier=1024;bands=80;range=60.0~8000.0;floor=1.0E-7;cepstra=0;energy=true;"
                    + "pitch=true:0.04:65.0~600.0:0.5;deltas=0;positions=0;stacking=1;normalised=false;silence=EDGES:30.0:0.1;"
                    + "segments=0;statistics=false"));

    private static float[] joined(float[]... parts) {
        float[] all =
                new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void versionsSayTheirAlgorithm() {
        assertThat(FIRST.id().version()).startsWith("1;");
        assertThat(LATEST.id().version()).startsWith("2;");
        assertThat(FIRST.id().version().substring(1))
                .isEqualTo(LATEST.id().version().substring(1));
        assertThat(LogMelExtractor.of(LATEST.id()).id()).isEqualTo(LATEST.id());
    }

    @Test
    void digitalSilenceIsNeverValid() {
        float[] zeros = new float[32_000];
        assertThat(FIRST.extract("zeros", zeros).validFrames()).isEqualTo(99);
        FeatureSequence silence = LATEST.extract("zeros", zeros);
        assertThat(silence.frames()).isEqualTo(99);
        assertThat(silence.validFrames()).isZero();

        float[] speech = gliding(150, 300);
        float[] interrupted = joined(speech, new float[16_000], speech);
        FeatureSequence first = FIRST.extract("interrupted", interrupted);
        FeatureSequence latest = LATEST.extract("interrupted", interrupted);
        assertThat(first.validFrames()).isEqualTo(first.frames());
        for (int frame = 0; frame < latest.frames(); frame++) {
            boolean isSilent = frame * 320 >= 16_000 && frame * 320 + 400 <= 32_000;
            assertThat(latest.valid().get(frame)).as("frame %d", frame).isEqualTo(!isSilent);
        }
        assertThat(latest.values()).as("only what is valid differs").isEqualTo(first.values());
    }

    /** The columns of summed and stacked clips are there, too, and none of their frames is valid. */
    @Test
    void aSilentClipHasTheShapeOfOthers() {
        AcousticSettings d = AcousticSettings.defaults();
        for (SummarySettings summary : List.of(new SummarySettings(8, true), new SummarySettings(0, true))) {
            LogMelExtractor summed = new LogMelExtractor(
                    new AcousticSettings(d.logMel(), 16, true, d.pitch(), 1, 2, 4, false, d.silence(), summary));
            FeatureSequence silence = summed.extract("zeros", new float[32_000]);
            FeatureSequence speech = summed.extract("speech", joined(gliding(150, 300), gliding(150, 300)));
            assertThat(silence.width()).isEqualTo(speech.width()).isEqualTo(summed.width());
            assertThat(silence.frames()).isEqualTo(speech.frames());
            assertThat(silence.validFrames()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 0", "35, 0", "50, 0", "60, 0", "35, 0.01", "50, 0.02"})
    void aRumbleIsNoVoice(double hertz, double noise) {
        float[] rumble = new float[16_000];
        Random random = new Random(5);
        for (int i = 0; i < rumble.length; i++) {
            rumble[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16_000) + noise * random.nextGaussian());
        }
        assertThat(voiced(LATEST.extract("rumble", rumble))).isZero();
        assertThat(voiced(FIRST.extract("rumble", rumble))).as("as it was").isGreaterThan(10);
    }

    private static int voiced(FeatureSequence frames) {
        int voiced = 0;
        for (int frame = 0; frame < frames.frames(); frame++) {
            voiced += frames.value(frame, VOICING) >= 0.5 ? 1 : 0;
        }
        return voiced;
    }

    @Test
    void voiceIsHeardAsBefore() {
        for (float[] voice : List.of(gliding(80, 160), gliding(150, 300), gliding(400, 220))) {
            FeatureSequence first = FIRST.extract("voice", voice);
            FeatureSequence latest = LATEST.extract("voice", voice);
            assertThat(latest.values()).isEqualTo(first.values());
            assertThat(latest.valid()).isEqualTo(first.valid());
        }
    }
}
