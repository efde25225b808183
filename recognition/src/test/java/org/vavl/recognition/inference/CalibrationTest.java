package org.vavl.recognition.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Evidence WHOLE = new Evidence(Map.of("acoustic", 1.0, "visual", 1.0));

    private static final List<String> HEADS = List.of("acoustic", "visual", "lexical");

    private static Map<String, float[]> logits(Random random) {
        Map<String, float[]> logits = new LinkedHashMap<>();
        for (String head : HEADS) {
            float[] values = new float[4];
            for (int c = 0; c < values.length; c++) {
                values[c] = (float) (3 * random.nextGaussian());
            }
            logits.put(head, values);
        }
        return logits;
    }

    private static TemperatureScaling drawn(Random random) {
        return new TemperatureScaling(Math.exp(random.nextDouble() * 4 - 2));
    }

    private static int largest(List<Double> answer) {
        return answer.indexOf(answer.stream().max(Double::compare).orElseThrow());
    }

    /** Issue: 5 of 180 answers by the mean of two heads changed their class, since each head was scaled before the mean. */
    @Test
    void noTemperaturesChangeTheClassThatSeveralHeadsAnswerTogether() {
        Random random = new Random(4);
        int otherwise = 0;
        for (int clip = 0; clip < 2000; clip++) {
            Map<String, float[]> logits = logits(random);
            Map<String, TemperatureScaling> temperatures = new LinkedHashMap<>();
            HEADS.forEach(head -> temperatures.put(head, drawn(random)));
            int without = largest(Calibration.none().answer(logits, WHOLE));
            otherwise += largest(new Calibration(temperatures).answer(logits, WHOLE)) == without ? 0 : 1;
            temperatures.put(Calibration.selection(HEADS), drawn(random));
            List<Double> answer = new Calibration(temperatures).answer(logits, WHOLE);
            assertThat(largest(answer)).as("clip %d", clip).isEqualTo(without);
            assertThat(answer.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-12));
        }
        assertThat(otherwise)
                .as("answers that change in models calibrated by head alone, as they did")
                .isGreaterThan(50);
    }

    @Test
    void anAnswerOfSeveralHeadsIsTheirMeanRaisedToOneOverItsTemperature() {
        Map<String, float[]> logits = new LinkedHashMap<>();
        logits.put("acoustic", new float[] {(float) Math.log(0.8), (float) Math.log(0.2)});
        logits.put("visual", new float[] {(float) Math.log(0.4), (float) Math.log(0.6)});
        Calibration calibration = new Calibration(
                Map.of("acoustic", new TemperatureScaling(5), "acoustic+visual", new TemperatureScaling(2)));
        double happy = Math.sqrt(0.6);
        double sad = Math.sqrt(0.4);
        assertThat(calibration.answer(logits, WHOLE).get(0)).isCloseTo(happy / (happy + sad), within(1e-7));
        Calibration none = Calibration.none();
        assertThat(none.answer(logits, WHOLE).get(0)).isCloseTo(0.6, within(1e-7));
    }

    @Test
    void aClassThatAllHeadsRuleOutStaysRuledOut() {
        Map<String, float[]> logits = Map.of("acoustic", new float[] {0, -2000}, "visual", new float[] {0, -2000});
        Calibration calibration = new Calibration(Map.of("acoustic+visual", new TemperatureScaling(20)));
        assertThat(calibration.answer(logits, WHOLE)).containsExactly(1.0, 0.0);
    }

    @Test
    void aSelectionIsNamedAfterItsHeadsInWhateverOrder() {
        assertThat(Calibration.selection(List.of("visual", "acoustic"))).isEqualTo("acoustic+visual");
        assertThat(Calibration.heads("acoustic+visual")).containsExactly("acoustic", "visual");
        assertThat(new Calibration(Map.of("acoustic+visual", TemperatureScaling.none()))
                        .isOf(List.of("visual", "acoustic")))
                .isTrue();
        assertThat(new Calibration(Map.of("acoustic+lexical", TemperatureScaling.none()))
                        .isOf(List.of("visual", "acoustic")))
                .isFalse();
        assertThat(Arrays.asList(Calibration.selection(List.of("visual")))).containsExactly("visual");
    }
}
