package org.vavl.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void oneThingHasNoPlural() {
        assertThat(Counted.of(1, "finding")).isEqualTo("1 finding");
        assertThat(Counted.of(0, "finding")).isEqualTo("0 findings");
        assertThat(Counted.of(1200, "clip")).isEqualTo("1200 clips");
    }
}
