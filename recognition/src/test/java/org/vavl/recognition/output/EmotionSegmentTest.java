package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EmotionSegmentTest {
    @Test
    void aSegmentEndsWhereTheEmotionDoesOrNothingIsSaid() {
        assertThat(EmotionSegment.ofPrediction(Answers.of("clip.mp4", 0, 0, 2, -1, 2, 1)))
                .extracting(segment -> segment.begin() + " to " + segment.end() + " " + segment.label(Answers.TASK))
                .containsExactly("0.0 to 3.0 happy", "3.0 to 4.0 angry", "5.0 to 6.0 angry", "6.0 to 8.0 sad & <low>");
    }

    @Test
    void valuesOfAttributesAreNotJoined() {
        assertThat(EmotionSegment.ofPrediction(Answers.attributes("clip.mp4"))).hasSize(2);
    }

    /** To take the mean anew with each window would take minutes. */
    @Test
    @Timeout(60)
    void aDayOfOneEmotionIsOneSegmentAndFoundAtOnce() {
        int windows = 24 * 3600;
        assertThat(EmotionSegment.ofPrediction(Answers.of("clip.mp4", new int[windows])))
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.end()).isEqualTo(windows + 2);
                    assertThat(segment.values().get(0)).isCloseTo(0.6, within(1e-9));
                });
    }
}
