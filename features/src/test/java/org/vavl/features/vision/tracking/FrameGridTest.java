package org.vavl.features.vision.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameGridTest {
    private static FrameGrid grid(double rate, double... seconds) {
        FrameGrid grid = new FrameGrid(rate);
        for (double time : seconds) {
            grid.add(time);
        }
        return grid;
    }

    @Test
    void atAnEvenRateEachPictureHasItsRowHoweverTimesAreRounded() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (double rate : new double[] {5, 24, 25, 30000.0 / 1001, 60}) {
            FrameGrid grid = new FrameGrid(rate);
            for (int i = 0; i < 1000; i++) {
                grid.add((i + 0.8 * (random.nextDouble() - 0.5)) / rate);
            }
            assertThat(grid.rows()).isEqualTo(1000);
            for (int i = 0; i < 1000; i++) {
                assertThat(grid.firstRow(i)).as("seed %d", seed).isEqualTo(i);
                assertThat(grid.endRow(i)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aVideoThatStartsLateHasRowsBeforeIt() {
        FrameGrid grid = grid(25, 0.4, 0.44);
        assertThat(grid.firstRow(0)).isEqualTo(10);
        assertThat(grid.rows()).isEqualTo(12);
    }

    @Test
    void aPictureIsShownUntilTheNextOneComesButNotForEver() {
        FrameGrid grid = grid(25, 0, 0.12, 0.16, 5.16);
        assertThat(grid.endRow(0)).isEqualTo(3);
        assertThat(grid.firstRow(2)).isEqualTo(4);
        assertThat(grid.endRow(2)).as("0.2 s after its own row").isEqualTo(10);
        assertThat(grid.firstRow(3)).isEqualTo(129);
        assertThat(grid.rows()).isEqualTo(130);
    }

    @Test
    void ofTwoPicturesInARowTheLaterIsShown() {
        FrameGrid grid = grid(25, 0, 0.035, 0.045, 0.08);
        assertThat(grid.endRow(1)).isEqualTo(grid.firstRow(1));
        assertThat(grid.firstRow(2)).isEqualTo(1);
    }
}
