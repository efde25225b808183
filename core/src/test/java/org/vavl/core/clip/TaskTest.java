package org.vavl.core.clip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {
    @ParameterizedTest
    @CsvSource({
        "1, 5, 1, 0",
        "1, 5, 2.3, 0",
        "1, 5, 2.4, 1",
        "1, 5, 3.6, 1",
        "1, 5, 3.7, 2",
        "1, 5, 5, 2",
        "0.7, 1, 0.7, 0"
    })
    void aRatingIsInAThirdOfItsRangeAlsoWhereFloat32RoundedItOutOfIt(
            double minimum, double maximum, float value, int third) {
        assertThat(new Task.Attribute("arousal", minimum, maximum).third(value)).isEqualTo(third);
    }
}
