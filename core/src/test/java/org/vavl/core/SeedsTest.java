package org.vavl.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void everySeedNameAndNumberGivesAnotherSeed() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            for (long number = 0; number < 100; number++) {
                seeds.add(Seeds.derive(seed, "shuffle", number));
                seeds.add(Seeds.derive(seed, "dropout", number));
            }
        }
        assertThat(seeds).hasSize(20_000);
    }

    @Test
    void theSameGivesTheSame() {
        assertThat(Seeds.derive(7, "dropout", 3)).isEqualTo(Seeds.derive(7, "dropout", 3));
    }
}
