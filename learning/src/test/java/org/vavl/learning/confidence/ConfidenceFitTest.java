package org.vavl.learning.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;

class ConfidenceFitTest {
    private static final Modality SOUND = new Modality(Modality.ACOUSTIC, 2);
    private static final Head HEAD = Head.of(SOUND);
    private static final String ACOUSTIC = Modality.ACOUSTIC;
    private static final Task CLASSES = new Task.Classification(List.of("a", "b", "c"), false);

    private static FusionExample example(int clip, double share, float[] logits, int truth) {
        float[] target = new float[logits.length];
        target[truth] = 1;
        return new FusionExample(
                "clip" + clip,
                "speaker" + clip % 12,
                Map.of(ACOUSTIC, share),
                new NetworkOutput(new Evidence(Map.of(ACOUSTIC, share)), Map.of(ACOUSTIC, logits)),
                target);
    }

    /** Logits of which probabilities are right at temperature T·s^−γ, and truth drawn from these. */
    private static List<FusionExample> drawn(int clips, double temperature, double exponent) {
        Random random = new Random(5);
        List<FusionExample> examples = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            for (double share : new double[] {1, 0.4, 0.1}) {
                float[] logits = new float[3];
                for (int c = 0; c < logits.length; c++) {
                    logits[c] = (float) (3 * random.nextGaussian());
                }
                float[] right = TemperatureScaling.within(temperature * Math.pow(share, -exponent))
                        .probabilities(logits);
                double place = random.nextDouble();
                int truth = place < right[0] ? 0 : place < right[0] + right[1] ? 1 : 2;
                examples.add(example(i, share, logits, truth));
            }
        }
        return examples;
    }

    @Test
    void aTemperatureThatFollowsHowMuchThereIsIsFound() {
        StateTemperatureFit fit = StateTemperatureFit.of(
                new Calibration(Map.of(ACOUSTIC, new TemperatureScaling(1.5))),
                List.of(ACOUSTIC),
                drawn(3000, 1.5, 0.4));
        assertThat(fit.calibration().states()).hasSize(1);
        StateTemperature state = fit.calibration().states().get(0);
        assertThat(state.modalities()).containsExactly(ACOUSTIC);
        assertThat(state.temperature()).isCloseTo(1.5, within(0.1));
        assertThat(state.exponents().get(ACOUSTIC)).isCloseTo(0.4, within(0.06));
        StateEffect effect = fit.effects().get(0);
        assertThat(effect.hiddenAfter()).isLessThan(effect.hiddenBefore() / 2);
        assertThat(effect.hiddenAfter()).isLessThan(0.03);
    }

    @Test
    void theOneTemperatureStaysWhereItIsAsGood() {
        List<FusionExample> examples = drawn(3000, 2, 0);
        Calibration right = new Calibration(Map.of(ACOUSTIC, new TemperatureScaling(2)));
        assertThat(StateTemperatureFit.of(right, List.of(ACOUSTIC), examples).effects())
                .allSatisfy(effect -> assertThat(Math.abs(effect.hiddenAfter() - effect.hiddenBefore()))
                        .isLessThan(0.01));
        Calibration wrong = new Calibration(Map.of(ACOUSTIC, new TemperatureScaling(1)));
        StateTemperature found = StateTemperatureFit.of(wrong, List.of(ACOUSTIC), examples)
                .calibration()
                .states()
                .get(0);
        assertThat(found.temperature()).isCloseTo(2, within(0.15));
        assertThat(StateTemperatureFit.of(wrong, List.of(ACOUSTIC), examples.subList(0, 6))
                        .effects())
                .isEmpty();
    }

    private static ConfidenceFit fit(Task task, List<FusionExample> examples) {
        return new ConfidenceFit(
                new ModelDescription(
                        task,
                        List.of(SOUND),
                        List.of(HEAD),
                        Map.of(ACOUSTIC, new ExtractorId("any", "1")),
                        new Provenance(Map.of(), ""),
                        Calibration.none(),
                        new Fusion.OfThePaper()),
                present -> present.contains(ACOUSTIC) ? List.of(HEAD) : List.of(),
                examples);
    }

    private static float[] sure(double probability) {
        double other = (1 - probability) / 2;
        return new float[] {(float) Math.log(probability), (float) Math.log(other), (float) Math.log(other)};
    }

    private static Abstention.StateThreshold threshold(double risk, List<FusionExample> examples) {
        Confidence found = fit(CLASSES, examples).abstaining(risk, Map.of());
        return found.abstention().orElseThrow().thresholds().get(0);
    }

    @Test
    void theThresholdIsTheLowestThatKeepsTheRisk() {
        // right, right, wrong, right, wrong: risks from above 0, 0, 1/3, 1/4, 2/5
        List<FusionExample> examples = List.of(
                example(1, 1, sure(0.9), 0),
                example(2, 1, sure(0.8), 0),
                example(3, 1, sure(0.7), 1),
                example(4, 1, sure(0.6), 0),
                example(5, 1, sure(0.5), 2));
        assertThat(threshold(0.3, examples).threshold()).isCloseTo(0.6, within(1e-6));
        assertThat(threshold(0.3, examples).whole()).isEqualTo(new Abstention.SelectiveRisk(5, 0.8, 0.25));
        assertThat(threshold(0.2, examples).threshold()).isCloseTo(0.8, within(1e-6));
        assertThat(threshold(0.4, examples).threshold()).isZero();
        assertThat(threshold(0.4, examples).whole().coverage()).isEqualTo(1);
        assertThat(threshold(0.3, examples).hidden()).isEqualTo(new Abstention.SelectiveRisk(0, 0, 0));
    }

    @Test
    void clipsWithHiddenFramesKeepTheRiskToo() {
        List<FusionExample> examples = List.of(
                example(1, 1, sure(0.9), 0),
                example(2, 1, sure(0.6), 0),
                example(1, 0.1, sure(0.9), 0),
                example(2, 0.1, sure(0.7), 1));
        Abstention.StateThreshold found = threshold(0.3, examples);
        assertThat(found.threshold()).isCloseTo(0.9, within(1e-6));
        assertThat(found.hidden()).isEqualTo(new Abstention.SelectiveRisk(2, 0.5, 0));
        List<FusionExample> wrong = List.of(example(1, 1, sure(0.9), 1), example(2, 1, sure(0.6), 2));
        assertThat(threshold(0.3, wrong).threshold()).isEqualTo(Abstention.NOTHING);
        assertThat(threshold(0.3, wrong).whole().coverage()).isZero();
    }

    @Test
    void attributesAndClipsWithoutAnswerAreRefusedInOneLine() {
        Task task = new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5)));
        assertThatThrownBy(() -> fit(task, List.of()))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("arousal");
        assertThatThrownBy(() -> fit(CLASSES, List.of()).abstaining(0.3, Map.of()))
                .isExactlyInstanceOf(VavlException.class);
    }
}
