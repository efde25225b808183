package org.vavl.features.audio.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FourierTransformTest {
    @Test
    void theTransformIsTheDefinitionsSum() {
        double[] signal = new Random(11).doubles(FourierTransform.SIZE, -1, 1).toArray();
        double[] power = new double[FourierTransform.BINS];
        new FourierTransform().power(signal, power);
        for (int k = 0; k < power.length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < signal.length; n++) {
                re += signal[n] * Math.cos(2 * Math.PI * k * n / signal.length);
                im -= signal[n] * Math.sin(2 * Math.PI * k * n / signal.length);
            }
            assertThat(power[k]).isCloseTo(re * re + im * im, Offset.offset(1e-9));
        }
    }
}
