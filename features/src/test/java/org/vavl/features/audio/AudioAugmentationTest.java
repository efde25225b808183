package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioAugmentationTest {
    private static final int RATE = 16_000;

    private static float[] tone(double hertz, double seconds) {
        float[] tone = new float[(int) (RATE * seconds)];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.1 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return tone;
    }

    private static double power(float[] samples) {
        double power = 0;
        for (float sample : samples) {
            power += (double) sample * sample;
        }
        return power / samples.length;
    }

    private static float[] apply(AudioAugmentation distortion, float[] samples) {
        return distortion.apply(samples, RATE, new Random(1));
    }

    private static double decibels(double ratio) {
        return 10 * Math.log10(ratio);
    }

    @Test
    void leavesSoundAsItIsUnlessTold() {
        float[] tone = tone(440, 0.2);
        assertThat(apply(AudioAugmentation.none(), tone)).isEqualTo(tone).isNotSameAs(tone);
    }

    @Test
    void changesTheLevelByDecibels() {
        float[] softer = apply(AudioAugmentation.none().withDecibels(-20), tone(440, 0.2));
        assertThat(decibels(power(tone(440, 0.2)) / power(softer))).isCloseTo(20, within(0.01));
    }

    @Test
    void addsNoiseAsFarBelowAsItIsTold() {
        float[] tone = tone(440, 1);
        float[] noisy = apply(AudioAugmentation.none().withNoise(10, 0.9), tone);
        float[] noise = new float[tone.length];
        for (int i = 0; i < tone.length; i++) {
            noise[i] = noisy[i] - tone[i];
        }
        assertThat(decibels(power(tone) / power(noise))).isCloseTo(10, within(0.01));
    }

    @Test
    void playsFasterAndHigher() {
        float[] faster = apply(AudioAugmentation.none().withSpeed(1.25), tone(400, 1));
        float[] expected = tone(500, 0.8);
        assertThat(faster).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(faster[i]).isCloseTo(expected[i], within(2e-3f));
        }
    }

    @Test
    void dampsWhatLiesAboveTheHighestFrequency() {
        AudioAugmentation line = AudioAugmentation.none().withHighestHertz(1000);
        assertThat(decibels(power(tone(100, 1)) / power(apply(line, tone(100, 1)))))
                .isLessThan(0.5);
        assertThat(decibels(power(tone(4000, 1)) / power(apply(line, tone(4000, 1)))))
                .isGreaterThan(12);
    }

    @Test
    void keepsWhatATelephoneKeeps() {
        float[] tone = tone(440, 0.2);
        float[] kept = apply(AudioAugmentation.none().withTelephone(true), tone);
        assertThat(kept).isNotEqualTo(tone);
        for (int i = 0; i < tone.length; i++) {
            assertThat(kept[i])
                    .isCloseTo(tone[i], within(0.0025f)); // half a step of 5.5/127 of ln(1 + 255·0.1)/255 + 0.1
        }
    }

    @Test
    void echoesComeAfterTheSoundAndFade() {
        float[] click = new float[RATE];
        click[0] = 0.5f;
        float[] echoing = apply(AudioAugmentation.none().withReverberation(0.5), click);
        assertThat(echoing[0]).isEqualTo(0.5f);
        double early = 0;
        double late = 0;
        for (int i = 1; i < RATE; i++) {
            early += i <= RATE / 10 ? Math.abs(echoing[i]) : 0;
            late += i > RATE * 4 / 10 ? Math.abs(echoing[i]) : 0;
            assertThat(i > RATE / 2 && echoing[i] != 0).isFalse();
        }
        assertThat(late).isLessThan(early / 5);
    }

    @Test
    void drawsOnlyWhatItSays() {
        for (int seed = 0; seed < 200; seed++) {
            AudioAugmentation drawn = AudioAugmentation.draw(new Random(seed));
            assertThat(drawn.speed()).as("seed %s", seed).isBetween(1 / 1.1, 1.1);
            float[] distorted = drawn.apply(tone(440, 0.05), RATE, new Random(seed));
            for (float sample : distorted) {
                assertThat(sample).as("seed %s", seed).isBetween(-1f, 1f);
            }
        }
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertThatThrownBy(() -> AudioAugmentation.none().withSpeed(3)).hasMessageContaining("speed 3.0");
        assertThatThrownBy(() -> AudioAugmentation.none().withNoise(Double.POSITIVE_INFINITY, 1))
                .hasMessageContaining("colour");
    }
}
