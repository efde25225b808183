package org.vavl.learning.experiment.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HalvingTest {
    /** 27 to epoch 3, of which 9 to epoch 9, of which 3 to epoch 27: 27·3 + 9·6 + 3·18. */
    @Test
    void theUsualRungsAreThoseOfTheBook() {
        Halving halving = TuningSettings.defaults().halving();
        assertThat(halving.all())
                .containsExactly(new Halving.Rung(27, 3), new Halving.Rung(9, 9), new Halving.Rung(3, 27));
        assertThat(halving.budget()).isEqualTo(189);
    }

    /** ⌊10/2⌋ = 5, ⌊10/4⌋ = 2; ⌊7/4⌋ = 1, ⌊7/2⌋ = 3: 10·1 + 5·2 + 2·4. */
    @Test
    void whatDoesNotDivideIsRoundedDown() {
        Halving halving = new Halving(10, 7, 3, 2);
        assertThat(halving.all())
                .containsExactly(new Halving.Rung(10, 1), new Halving.Rung(5, 3), new Halving.Rung(2, 7));
        assertThat(halving.budget()).isEqualTo(28);
    }

    @Test
    void oneRungIsRandomSearch() {
        assertThat(new Halving(5, 4, 1, 3).all()).containsExactly(new Halving.Rung(5, 4));
        assertThat(new Halving(5, 4, 1, 3).budget()).isEqualTo(20);
    }

    @Test
    void rungsWithoutCandidatesOrEpochsAreRefused() {
        assertThatThrownBy(() -> new Halving(8, 27, 3, 3))
                .hasMessageStartingWith("candidates is 8, and must be at least 9");
        assertThatThrownBy(() -> new Halving(27, 8, 3, 3))
                .hasMessageStartingWith("epochs is 8, and must be at least 9");
        assertThatThrownBy(() -> new Halving(27, 27, 3, 1))
                .hasMessageStartingWith("reduction is 1, and must be from 2");
    }

    @Test
    void theBestGoOnTheEarlierOfEqualOnesFirstAndNoneWithoutAScore() {
        assertThat(Halving.best(List.of(0.2, 0.5, Double.NaN, 0.5, 0.9), 3)).containsExactly(4, 1, 3);
        assertThat(Halving.best(List.of(Double.NaN, 0.1), 2)).containsExactly(1);
    }
}
