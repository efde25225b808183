package org.vavl.recognition.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.clip.Unsure;
import org.vavl.recognition.inference.Abstention.SelectiveRisk;
import org.vavl.recognition.inference.Abstention.StateThreshold;

class ConfidenceTest {
    private static final Modality SOUND = new Modality(Modality.ACOUSTIC, 1);
    private static final Modality FACE = new Modality(Modality.VISUAL, 1);
    private static final List<Head> HEADS = List.of(Head.of(SOUND), Head.of(FACE));
    private static final SelectiveRisk MEASURED = new SelectiveRisk(10, 0.8, 0.1);

    /** Σ = [[4, 0], [0, 1]]: L⁻¹ = [[½, 0], [0, 1]]; classes at (0, 0) and (10, 0). */
    private static final EmbeddingDensity DENSITY =
            new EmbeddingDensity(new float[][] {{0, 0}, {5, 0}}, new float[] {0.5f, 0, 0, 1}, 2, 0.95);

    private static PredictionRule rule(Confidence confidence, Calibration calibration, Task task) {
        ModelDescription plain = new ModelDescription(
                task,
                List.of(SOUND, FACE),
                HEADS,
                Map.of(SOUND.name(), new ExtractorId("any", "1"), FACE.name(), new ExtractorId("any", "1")),
                new Provenance(Map.of(), ""),
                Calibration.none(),
                new Fusion.OfThePaper());
        return new PredictionRule(plain.with(calibration, plain.fusion(), confidence), present -> HEADS.stream()
                .filter(head -> present.contains(head.name()))
                .toList());
    }

    private static Prediction predicted(Confidence confidence, NetworkOutput output) {
        Task task = new Task.Classification(List.of("happy", "sad"), false);
        return rule(confidence, Calibration.none(), task).of("clip", output);
    }

    private static float[] logits(double probability) {
        return new float[] {(float) Math.log(probability), (float) Math.log(1 - probability)};
    }

    private static NetworkOutput sound(double probability, float... embedding) {
        return new NetworkOutput(
                new Evidence(Map.of("acoustic", 1.0)),
                Map.of("acoustic", logits(probability)),
                Map.of("acoustic", embedding));
    }

    private static Confidence abstaining(StateThreshold... thresholds) {
        return Confidence.none().with(new Abstention(0.3, List.of(thresholds)));
    }

    private static StateThreshold threshold(double threshold, String... modalities) {
        return new StateThreshold(Set.of(modalities), threshold, MEASURED, MEASURED);
    }

    private static List<String> reasons(Prediction prediction) {
        return prediction.unsure().map(Unsure::reasons).orElse(List.of());
    }

    @Test
    void theDistanceIsMahalanobisToTheNearestClass() {
        assertThat(DENSITY.distance(new float[] {2, 0})).isCloseTo(1, within(1e-6));
        assertThat(DENSITY.distance(new float[] {0, 3})).isCloseTo(3, within(1e-6));
        assertThat(DENSITY.distance(new float[] {9, 0})).isCloseTo(0.5, within(1e-6));
        assertThatThrownBy(() -> DENSITY.distance(new float[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsFarFromAllTrainingClipsIsUnsureHoweverProbable() {
        Confidence confidence = new Confidence(Map.of("acoustic", DENSITY), Optional.empty());
        assertThat(reasons(predicted(confidence, sound(0.99, 0, 3)))).containsExactly("unlike-training");
        assertThat(reasons(predicted(confidence, sound(0.51, 0, 1)))).isEmpty();
        NetworkOutput without =
                new NetworkOutput(new Evidence(Map.of("acoustic", 1.0)), Map.of("acoustic", logits(0.9)));
        assertThat(reasons(predicted(confidence, without))).isEmpty();
    }

    @Test
    void eachSetOfModalitiesHasItsThresholdAndAnUnknownOneTheHighest() {
        Confidence confidence = abstaining(threshold(0.6, "acoustic"), threshold(0.9, "acoustic", "visual"));
        assertThat(reasons(predicted(confidence, sound(0.7)))).isEmpty();
        assertThat(reasons(predicted(confidence, sound(0.55)))).containsExactly("low-confidence");
        NetworkOutput face = new NetworkOutput(new Evidence(Map.of("visual", 1.0)), Map.of("visual", logits(0.7)));
        assertThat(reasons(predicted(confidence, face))).containsExactly("low-confidence");
        assertThat(predicted(abstaining(threshold(Abstention.NOTHING, "acoustic")), sound(0.999))
                        .unsure()
                        .orElseThrow()
                        .text())
                .contains("acoustic", "30 %");
    }

    @Test
    void headsThatDisagreeAreNamedWhereNoClassIsProbableEnough() {
        NetworkOutput both = new NetworkOutput(
                new Evidence(Map.of("acoustic", 1.0, "visual", 1.0)),
                Map.of("acoustic", logits(0.8), "visual", logits(0.1)));
        Prediction unsure = predicted(abstaining(threshold(0.8, "acoustic", "visual")), both);
        assertThat(reasons(unsure)).containsExactly("heads-disagree", "low-confidence");
        assertThat(unsure.unsure().orElseThrow().text()).contains("acoustic says happy", "visual says sad");
        assertThat(reasons(predicted(abstaining(threshold(0.5, "acoustic", "visual")), both)))
                .isEmpty();
    }

    @Test
    void aModelWithoutAnyOfItAndAttributesAreNeverUnsure() {
        assertThat(predicted(Confidence.none(), sound(0.5, 100, 100)).unsure()).isEmpty();
        Task task = new Task.Regression(List.of(new Task.Attribute("a", 1, 5), new Task.Attribute("b", 1, 5)));
        Confidence strict = new Confidence(
                Map.of("acoustic", DENSITY),
                abstaining(threshold(1, "acoustic")).abstention());
        assertThat(rule(strict, Calibration.none(), task)
                        .of("clip", sound(0.5, 100, 100))
                        .unsure())
                .isEmpty();
    }

    @Test
    void aTemperatureOfAStateFollowsHowMuchThereIs() {
        StateTemperature state = new StateTemperature("acoustic", Set.of("acoustic"), 2, Map.of("acoustic", 0.5));
        Calibration calibration = new Calibration(Map.of("acoustic", new TemperatureScaling(3)), List.of(state));
        assertThat(temperature(calibration, Map.of("acoustic", 1.0))).isCloseTo(2, within(1e-12));
        assertThat(temperature(calibration, Map.of("acoustic", 0.25))).isCloseTo(4, within(1e-12));
        assertThat(temperature(calibration, Map.of("acoustic", 1e-6))).isEqualTo(TemperatureScaling.HIGHEST);
        assertThat(temperature(calibration, Map.of("acoustic", 1.0, "visual", 1.0)))
                .isEqualTo(3);
        Evidence quarter = new Evidence(Map.of("acoustic", 0.25));
        assertThat(calibration.inverse().of("acoustic", quarter).temperature()).isCloseTo(0.25, within(1e-12));
        Task task = new Task.Classification(List.of("happy", "sad"), false);
        Prediction scaled = rule(Confidence.none(), calibration, task)
                .of("clip", new NetworkOutput(quarter, Map.of("acoustic", logits(0.8))));
        double right = Math.pow(0.8, 0.25) / (Math.pow(0.8, 0.25) + Math.pow(0.2, 0.25));
        assertThat(scaled.outputs().get(0)).isCloseTo(right, within(1e-6));
        assertThatThrownBy(() -> new Calibration(Map.of(), List.of(state, state)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StateTemperature("acoustic", Set.of("acoustic"), 2, Map.of("visual", 0.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double temperature(Calibration calibration, Map<String, Double> shares) {
        return calibration.of("acoustic", new Evidence(shares)).temperature();
    }
}
