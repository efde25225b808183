package org.vavl.learning.training.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleSettingsTest {
    private static double factor(DecaySettings decay, int epoch, Double... scores) {
        return new ScheduleSettings(0, decay).factor(500, 1000, epoch, List.of(scores));
    }

    @Test
    void afterTheWarmUpACosineFallsToZero() {
        ScheduleSettings schedule = new ScheduleSettings(0.2, new DecaySettings.Cosine());
        assertThat(schedule.factor(99, 1000, 0, List.of())).isEqualTo(0.5);
        assertThat(schedule.factor(200, 1000, 0, List.of())).isEqualTo(1);
        assertThat(schedule.factor(600, 1000, 0, List.of())).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.factor(999, 1000, 0, List.of())).isCloseTo(0, within(1e-5));
    }

    /** The first step had the rate 0, and so changed nothing. */
    @Test
    void theFirstStepChangesSomethingAndTheLastOfTheWarmUpHasTheFullRate() {
        ScheduleSettings schedule = new ScheduleSettings(0.1, new DecaySettings.None());
        assertThat(IntStream.range(0, 50).mapToDouble(step -> schedule.factor(step, 50, 0, List.of())))
                .startsWith(0.2, 0.4, 0.6, 0.8, 1.0, 1.0)
                .allMatch(factor -> factor > 0 && factor <= 1);
        assertThat(new ScheduleSettings(1, new DecaySettings.Cosine()).factor(9, 10, 0, List.of()))
                .isEqualTo(1);
        assertThat(new ScheduleSettings(0.001, new DecaySettings.Cosine()).factor(0, 10, 0, List.of()))
                .isEqualTo(1);
        assertThat(new ScheduleSettings(0.15, new DecaySettings.None()).factor(0, 10, 0, List.of()))
                .isCloseTo(1 / 1.5, within(1e-12));
    }

    @Test
    void exponentialDecayHalvesAfterEveryEpoch() {
        assertThat(factor(new DecaySettings.Exponential(0.5), 0)).isEqualTo(1);
        assertThat(factor(new DecaySettings.Exponential(0.5), 3)).isEqualTo(0.125);
    }

    @Test
    void stepsMultiplyAtTheirEpochs() {
        DecaySettings steps = new DecaySettings.Steps(0.1, List.of(40, 55, 65, 70));
        assertThat(factor(steps, 39)).isEqualTo(1);
        assertThat(factor(steps, 40)).isEqualTo(0.1);
        assertThat(factor(steps, 69)).isCloseTo(1e-3, within(1e-15));
        assertThat(factor(steps, 99)).isCloseTo(1e-4, within(1e-15));
        assertThatThrownBy(() -> new DecaySettings.Steps(0.1, List.of(5, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascend");
    }

    /** As PyTorch's ReduceLROnPlateau counts: the epoch after more than {@code patience} without a new best. */
    @Test
    void aPlateauMultipliesWhenNothingBecomesBetterForLong() {
        DecaySettings plateau = new DecaySettings.Plateau(0.1, 1);
        assertThat(factor(plateau, 1, 0.5)).isEqualTo(1);
        assertThat(factor(plateau, 2, 0.5, 0.4)).isEqualTo(1);
        assertThat(factor(plateau, 3, 0.5, 0.4, 0.5)).isEqualTo(0.1);
        assertThat(factor(plateau, 5, 0.5, 0.4, 0.5, 0.6, 0.1)).isEqualTo(0.1);
        assertThat(factor(plateau, 6, 0.5, 0.4, 0.5, 0.6, 0.1, 0.1)).isCloseTo(0.01, within(1e-15));
    }
}
