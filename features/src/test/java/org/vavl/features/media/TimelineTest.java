package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final double FRAME = 0.02;

    private static Timeline timeline(double start) {
        return new Timeline(new AVRational().num(1).den(1000), start);
    }

    @Test
    void whatIsMissingIsFilledAndWhatIsTooMuchLeftOut() {
        Timeline timeline = timeline(5);
        assertThat(timeline.missingBefore(5200, FRAME, false)).as("late").isCloseTo(0.2, within(1e-9));
        assertThat(timeline.missingBefore(5220, FRAME, false)).isZero();
        assertThat(timeline.missingBefore(5300, FRAME, false)).as("a gap").isCloseTo(0.06, within(1e-9));
        assertThat(timeline.missingBefore(5330, FRAME, true)).as("a loss").isCloseTo(0.01, within(1e-9));
        assertThat(timeline.missingBefore(5250, FRAME, false)).as("again").isCloseTo(-0.1, within(1e-9));
        assertThat(timeline.missingBefore(5270, FRAME, false)).isZero();
        assertThat(timeline(5).missingBefore(3000, FRAME, false)).as("before").isCloseTo(-2, within(1e-9));
    }

    @Test
    void jitterIsNoneAndADriftThatLastsIsSome() {
        Timeline timeline = timeline(0);
        Random random = new Random(3);
        for (int frame = 0; frame < 1000; frame++) {
            assertThat(timeline.missingBefore(20L * frame + random.nextInt(31) - 15, FRAME, false))
                    .isZero();
        }
        for (double rate : new double[] {1.01, 0.99}) {
            Timeline drifting = timeline(0);
            double given = 0;
            for (int frame = 0; frame < 1000; frame++) {
                given += drifting.missingBefore(Math.round(20 * frame * rate), FRAME, false);
                assertThat(given + FRAME * frame).isCloseTo(0.02 * frame * rate, within(0.021));
            }
        }
    }

    @Test
    void whereFilesWereJoinedSoundGoesOn() {
        Timeline timeline = timeline(0);
        for (int frame = 0; frame < 100; frame++) {
            assertThat(timeline.missingBefore(20L * frame, FRAME, false)).isZero();
        }
        for (int frame = 0; frame < 100; frame++) {
            assertThat(timeline.missingBefore(20L * frame, FRAME, false)).isZero();
        }
        assertThat(timeline.missingBefore(10_000_000, FRAME, false))
                .as("once far ahead")
                .isZero();
        assertThat(timeline.missingBefore(2020, FRAME, false)).as("and back").isZero();
    }
}
