package org.vavl.learning.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.HeadWeight;
import org.vavl.recognition.inference.NetworkOutput;

class FusionFitTest {
    private static final Modality SOUND = new Modality(Modality.ACOUSTIC, 1);
    private static final Modality FACE = new Modality(Modality.VISUAL, 1);
    private static final Head JOINT = Head.joining(List.of(SOUND, FACE));
    private static final List<Head> HEADS = List.of(Head.of(SOUND), Head.of(FACE), JOINT);
    private static final Task.Classification TASK = new Task.Classification(List.of("angry", "happy", "sad"), false);
    private static final List<Double> LEVELS = List.of(1.0, 0.4, 0.1);
    private static final int CLIPS = 300;
    private static final FusionState SOUND_ALONE =
            new FusionState(Set.of("acoustic", "visual"), List.of(new HeadWeight("acoustic", 1, Map.of())));

    /** Heads whose logits tell the class with a strength, and are surer than they may be by a factor. */
    private record Heads(double sound, double face, double joint, double sureness, long seed) {
        List<FusionExample> examples() {
            Random random = new Random(seed);
            List<FusionExample> examples = new ArrayList<>();
            for (double ofSound : LEVELS) {
                for (double ofFace : LEVELS) {
                    for (int clip = 0; clip < CLIPS; clip++) {
                        int label = clip % TASK.outputs();
                        Map<String, float[]> outputs = new LinkedHashMap<>();
                        outputs.put("acoustic", logits(label, sound * Math.sqrt(ofSound), random));
                        outputs.put("visual", logits(label, face * Math.sqrt(ofFace), random));
                        outputs.put(JOINT.name(), logits(label, joint, random));
                        examples.add(example(clip, Map.of("acoustic", ofSound, "visual", ofFace), outputs, label));
                    }
                }
            }
            return examples;
        }

        private float[] logits(int label, double strength, Random random) {
            float[] logits = new float[TASK.outputs()];
            for (int c = 0; c < logits.length; c++) {
                logits[c] = (float) (sureness * (random.nextGaussian() + (c == label ? strength : 0)));
            }
            return logits;
        }
    }

    private static FusionExample example(int clip, Map<String, Double> level, Map<String, float[]> outputs, int label) {
        float[] target = new float[TASK.outputs()];
        target[label] = 1;
        return new FusionExample(
                "clip-" + clip,
                "speaker",
                level,
                new NetworkOutput(new Evidence(new LinkedHashMap<>(level)), outputs),
                target);
    }

    private static double weight(FusionFit fit, String head) {
        FusionState state = fit.fusion().state(Set.of("acoustic", "visual")).orElseThrow();
        return state.heads().stream()
                .filter(weight -> weight.head().equals(head))
                .mapToDouble(weight -> weight.weight())
                .sum();
    }

    @ParameterizedTest(name = "sound {0}, face {1}, joint {2}, sureness {3}")
    @CsvSource({"2, 2, 2, 1", "2, 0, 0.5, 1", "0.3, 2, 0, 3", "2, 1, 2.5, 6", "1, 1, -1, 1"})
    void isNowhereFarBelowTheBetterSingleHead(double sound, double face, double joint, double sureness) {
        FusionFit fit = FusionFit.of(TASK, HEADS, new Heads(sound, face, joint, sureness, 1).examples());
        assertThat(fit.effects()).hasSize(9).allSatisfy(effect -> {
            assertThat(effect.clips()).isEqualTo(CLIPS);
            assertThat(effect.shortfall()).as("%s", effect).isLessThan(0.03);
        });
    }

    @Test
    void aHeadThatKnowsNothingCountsForNothing() {
        FusionFit fit = FusionFit.of(TASK, HEADS, new Heads(2, 0, 0, 1, 2).examples());
        assertThat(weight(fit, "acoustic")).isGreaterThan(1);
        assertThat(weight(fit, "visual")).isLessThan(0.1);
        assertThat(weight(fit, JOINT.name())).isLessThan(0.1);
    }

    /** What the face adds by chance on these clips it would take away on others. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void severalHeadsMustBeWorthMoreThanChance(long seed) {
        FusionFit alone = FusionFit.of(TASK, HEADS, new Heads(2, 0, 0, 1, seed).examples());
        FusionFit both = FusionFit.of(TASK, HEADS, new Heads(1.5, 1.5, 0, 1, seed).examples());
        assertThat(weight(both, "visual")).isPositive();
        assertThat(FusionGain.of(TASK, new Heads(1.5, 1.5, 0, 1, seed).examples(), state(both), SOUND_ALONE)
                        .isWorthIt())
                .isTrue();
        assertThat(FusionGain.of(TASK, new Heads(2, 0, 0, 1, seed + 100).examples(), state(alone), SOUND_ALONE)
                        .mean())
                .as("on clips by which nothing was found")
                .isGreaterThan(-0.005);
    }

    @Test
    void aStateGainsNothingOverItself() {
        FusionGain gain = FusionGain.of(TASK, new Heads(1, 1, 1, 1, 7).examples(), SOUND_ALONE, SOUND_ALONE);
        assertThat(gain).isEqualTo(new FusionGain(0, 0));
        assertThat(gain.isWorthIt()).isFalse();
    }

    private static FusionState state(FusionFit fit) {
        return fit.fusion().state(Set.of("acoustic", "visual")).orElseThrow();
    }

    @Test
    void weightsUndoHowSureTheHeadsAre() {
        double sure = weight(FusionFit.of(TASK, HEADS, new Heads(2, 1, 0, 4, 3).examples()), "acoustic");
        double plain = weight(FusionFit.of(TASK, HEADS, new Heads(2, 1, 0, 1, 3).examples()), "acoustic");
        assertThat(sure * 4).isCloseTo(plain, Percentage.withPercentage(10));
    }

    @Test
    void theSameExamplesGiveTheSameWeights() {
        List<FusionExample> examples = new Heads(2, 1, 1, 2, 4).examples();
        assertThat(FusionFit.of(TASK, HEADS, examples)).isEqualTo(FusionFit.of(TASK, HEADS, examples));
    }

    @Test
    void withoutClipsThereAreNoWeights() {
        assertThatThrownBy(() -> FusionFit.of(TASK, HEADS, List.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("several modalities");
    }
}
