package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.TemperatureScaling;

class RecalibrationTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);

    /** Answers "happy" with one probability, of which some are right. */
    private static List<PredictionRow> rows(String prefix, int clips, int right, float probability) {
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            float[] target = i < right ? new float[] {1, 0} : new float[] {0, 1};
            float[] said = {probability, 1 - probability};
            rows.add(new PredictionRow(
                    prefix + i, "s", List.of("acoustic"), target, Map.of("acoustic", said), List.of("acoustic")));
        }
        return rows;
    }

    private static Predictions of(List<PredictionRow> rows) {
        return new Predictions(TASK, List.of("acoustic"), rows);
    }

    private static double calibrationError(Predictions predictions, Calibration calibration) {
        return CalibrationEffect.of(calibration, predictions).get(0).after();
    }

    /** One answer in 28 that is almost certain and wrong costs so much of the log loss that all others are made unsure for it. */
    @Test
    void aHeadThatTheNewTemperatureMakesWorseKeepsWhatItHadAndThatIsSaid() {
        List<PredictionRow> rows = new ArrayList<>(rows("a", 27, 27, 0.97f));
        rows.addAll(rows("b", 1, 0, 0.999999f));
        Predictions predictions = of(rows);
        Calibration former = new Calibration(Map.of("acoustic", new TemperatureScaling(1.1)));
        double before = calibrationError(predictions, former);
        Calibration fitted = CalibrationEffect.fit(predictions);
        assertThat(calibrationError(predictions, fitted)).isGreaterThan(before + 0.01);

        Recalibration made = Recalibration.of(former, predictions, List.of("acoustic"), List.of());

        assertThat(made.calibration()).isEqualTo(former);
        assertThat(made.changed()).isEmpty();
        assertThat(made.effects()).hasSize(1);
        assertThat(made.effects().get(0).after()).isCloseTo(before, within(1e-6));
        assertThat(made.remarks())
                .anySatisfy(line -> assertThat(line).contains("acoustic head keeps temperature 1.100", "28 clips"))
                .anySatisfy(line -> assertThat(line).startsWith("28 clips are too few"));
    }

    @Test
    void manyClipsThatAreBetterCalibratedAfterwardsAreNotRemarkedOn() {
        Predictions predictions = of(rows("a", 1000, 700, 0.95f));
        Recalibration made = Recalibration.of(Calibration.none(), predictions, List.of("acoustic"), List.of());
        assertThat(made.changed()).containsExactly("acoustic");
        assertThat(made.remarks()).isEmpty();
        assertThat(made.effects().get(0).before()).isCloseTo(0.25, within(1e-3));
        assertThat(made.effects().get(0).after()).isCloseTo(0, within(1e-3));
        assertThat(made.calibration().of("acoustic").temperature())
                .isCloseTo(Math.log(0.95 / 0.05) / Math.log(0.7 / 0.3), within(1e-3));
    }

    @Test
    void aTemperatureAtItsBoundIsCalledThatAndHeadsThatWereNotAskedForKeepTheirs() {
        Predictions allRight = of(rows("a", 200, 200, 0.9f));
        Recalibration made = Recalibration.of(Calibration.none(), allRight, List.of("acoustic"), List.of());
        assertThat(made.remarks()).singleElement().asString().contains("0.05", "bound");
        Calibration visual = new Calibration(Map.of("visual", new TemperatureScaling(3)));
        assertThat(Recalibration.of(visual, allRight, List.of(), List.of()).calibration())
                .isEqualTo(visual);
    }

    @Test
    void aSelectionThatNobodyAnsweredByHereGetsNoTemperatureButStillKeepsItsClasses() {
        Predictions predictions = of(rows("a", 1000, 700, 0.95f));
        Recalibration made = Recalibration.of(
                Calibration.none(), predictions, List.of("acoustic", "acoustic+visual"), List.of("acoustic+visual"));
        assertThat(made.changed()).containsExactly("acoustic");
        assertThat(made.calibration().ofSelection(List.of("visual", "acoustic"), new Evidence(Map.of())))
                .contains(TemperatureScaling.none());
        assertThat(made.remarks())
                .containsExactly("the answer of the acoustic and visual heads together keeps temperature 1.000:"
                        + " none of these clips has what it needs");
    }
}
