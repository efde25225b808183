package org.vavl.learning.corpus.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.csd.TimedRows;

class CsdSourceTest {
    private static final Path FILE = Path.of("covarep.csd");

    private static double rate(double[] begins, double[] ends) {
        return CsdSource.rate(FILE, new TimedRows(new float[begins.length], 1, begins, ends));
    }

    @Test
    void theRateIsThatOfTheBeginnings() {
        assertThat(rate(new double[] {1, 1.05, 1.1}, new double[] {1.05, 1.1, 1.15}))
                .isCloseTo(20, within(1e-9));
        assertThat(rate(new double[] {3}, new double[] {5})).isEqualTo(0.5);
    }

    /** These were taken for one frame a second. */
    @Test
    void intervalsWithoutARateAreRefusedWithWhatHelps() {
        assertThatThrownBy(() -> rate(new double[] {2, 2}, new double[] {2.5, 3}))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessage(
                        "covarep.csd: the intervals of a segment from 2.0 to 3.0 s with 2 frames give no frame rate;"
                                + " frameRate=N behind the file's name says it");
        assertThatThrownBy(() -> rate(new double[] {2}, new double[] {2})).isExactlyInstanceOf(VavlException.class);
        assertThatThrownBy(() -> rate(new double[] {2, 2 + 1e-12}, new double[] {2, 2 + 1e-12}))
                .isExactlyInstanceOf(VavlException.class);
    }
}
