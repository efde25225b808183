package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.TemperatureScaling;

class CalibrationEffectTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad", "angry"), false);
    private static final int CLIPS = 4000;

    /** Clips whose true class is drawn from softmax(z), of which a head says softmax(factor·z): too sure where the factor is above 1. */
    private static Predictions predictions(Map<String, Double> factors) {
        Random random = new Random(11);
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            float[] logits = new float[TASK.outputs()];
            for (int c = 0; c < logits.length; c++) {
                logits[c] = (float) random.nextGaussian();
            }
            float[] target = drawn(TemperatureScaling.none().probabilities(logits), random.nextDouble());
            var heads = new LinkedHashMap<String, float[]>();
            factors.forEach(
                    (head, factor) -> heads.put(head, new TemperatureScaling(1 / factor).probabilities(logits)));
            List<String> answering = List.copyOf(factors.keySet());
            rows.add(new PredictionRow("clip" + i, "speaker", List.of("acoustic"), target, heads, answering));
        }
        return new Predictions(TASK, List.copyOf(factors.keySet()), rows);
    }

    private static float[] drawn(float[] probabilities, double chance) {
        float[] target = new float[probabilities.length];
        double sum = 0;
        for (int c = 0; c < target.length; c++) {
            sum += probabilities[c];
            if (chance < sum || c == target.length - 1) {
                target[c] = 1;
                break;
            }
        }
        return target;
    }

    @Test
    void headsThatAreTooSureOrNotSureEnoughAreBroughtBackEachByItsOwnTemperature() {
        Predictions before = predictions(Map.of("acoustic", 3.0, "visual", 0.5));
        Calibration calibration = CalibrationEffect.fit(before);
        assertThat(calibration.of("acoustic").temperature()).isCloseTo(3, within(0.3));
        assertThat(calibration.of("visual").temperature()).isCloseTo(0.5, within(0.05));
        List<CalibrationEffect> effects = CalibrationEffect.of(calibration, before);
        assertThat(effects).hasSize(2).allSatisfy(effect -> {
            assertThat(effect.clips()).isEqualTo(CLIPS);
            assertThat(effect.before()).isGreaterThan(0.1);
            assertThat(effect.after()).isLessThan(0.03);
            assertThat(effect.logLossAfter()).isLessThan(effect.logLossBefore());
        });
    }

    /** Two heads, one too sure and one not sure enough, which answer together. */
    @Test
    void theMeanOfSeveralHeadsHasATemperatureOfItsOwnAndKeepsItsClass() {
        Predictions before = predictions(Map.of("acoustic", 6.0, "visual", 0.4));
        String both = "acoustic+visual";
        Calibration calibration = CalibrationEffect.fit(before, List.of("acoustic", "visual", both));
        Predictions after = before.scaled(calibration);
        for (int i = 0; i < CLIPS; i++) {
            assertThat(Probabilities.largest(after.rows().get(i).answer()))
                    .isEqualTo(Probabilities.largest(before.rows().get(i).answer()));
        }
        CalibrationEffect effect = CalibrationEffect.of(calibration, before).get(2);
        assertThat(effect.head()).isEqualTo(both);
        assertThat(effect.logLossAfter()).isLessThan(effect.logLossBefore());
        Evaluation.Subject subject = new Evaluation.Subject("model", "corpus", "test", Map.of());
        ClassificationMetrics answer = (ClassificationMetrics)
                Evaluation.of(subject, after, calibration).answer();
        assertThat(answer.expectedCalibrationError()).isCloseTo(effect.after(), within(1e-6));
        assertThat(Evaluation.of(subject, after, calibration)
                        .calibration()
                        .get(2)
                        .before())
                .isCloseTo(effect.before(), within(1e-4));
    }

    @Test
    void votesCountByTheClassThatHasMostOfThem() {
        Predictions certain = predictions(Map.of("acoustic", 3.0));
        List<PredictionRow> voted = certain.rows().stream()
                .map(row -> {
                    float[] votes = new float[row.target().length];
                    for (int c = 0; c < votes.length; c++) {
                        votes[c] = 0.2f + 0.4f * row.target()[c];
                    }
                    return new PredictionRow(
                            row.clip(), row.speaker(), row.modalities(), votes, row.heads(), row.selectedHeads());
                })
                .toList();
        Calibration calibration = CalibrationEffect.fit(new Predictions(TASK, certain.heads(), voted));
        assertThat(calibration).isEqualTo(CalibrationEffect.fit(certain));
    }

    @Test
    void anEvaluationTellsWhatCalibrationDidFromCalibratedPredictionsAlone() {
        Predictions before = predictions(Map.of("acoustic", 3.0));
        Calibration calibration = CalibrationEffect.fit(before);
        Predictions after = before.scaled(calibration);
        Evaluation.Subject subject = new Evaluation.Subject("model", "corpus", "test", Map.of());
        Evaluation evaluation = Evaluation.of(subject, after, calibration);
        CalibrationEffect exact = CalibrationEffect.of(calibration, before).get(0);
        CalibrationEffect told = evaluation.calibration().get(0);
        assertThat(told.before()).isCloseTo(exact.before(), within(1e-6));
        assertThat(told.logLossBefore()).isCloseTo(exact.logLossBefore(), within(1e-5));
        assertThat(told.after()).isCloseTo(exact.after(), within(1e-6));
        assertThat(EvaluationJson.read(EvaluationJson.write(evaluation)).calibration())
                .isEqualTo(evaluation.calibration());
        assertThat(EvaluationText.calibration(evaluation.calibration())).contains("acoustic");
    }

    @Test
    void aHeadWithoutATemperatureStaysAsItIs() {
        Predictions before = predictions(Map.of("acoustic", 3.0));
        assertThat(CalibrationEffect.of(Calibration.none(), before)).isEmpty();
        assertThat(before.scaled(Calibration.none()).rows().get(0).answer())
                .containsExactly(before.rows().get(0).answer(), within(1e-6f));
    }

    @Test
    void attributesHaveNothingToCalibrate() {
        Task arousal = new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5)));
        float[] one = {3};
        Predictions predictions = new Predictions(
                arousal,
                List.of("acoustic"),
                List.of(new PredictionRow(
                        "a", "s", List.of("acoustic"), one, Map.of("acoustic", one), List.of("acoustic"))));
        assertThatThrownBy(() -> CalibrationEffect.fit(predictions))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("arousal");
    }
}
