package org.vavl.learning.experiment.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InferenceLatencyTest {
    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(InferenceLatency.of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(InferenceLatency.of(1, 2).median()).isEqualTo(1.5);
        assertThat(InferenceLatency.of(3, 1, 2).median()).isEqualTo(2);
        assertThat(InferenceLatency.of(5).median()).isEqualTo(5);
        assertThat(InferenceLatency.of(4, 1, 3, 2).slow()).isEqualTo(4);
    }
}
