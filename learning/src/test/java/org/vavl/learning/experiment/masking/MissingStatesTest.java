package org.vavl.learning.experiment.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.learning.masking.MissingModalities;

class MissingStatesTest {
    private static final List<Modality> TWO = List.of(new Modality("acoustic", 2), new Modality("visual", 1));

    private static Clip clip(int number) {
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
        for (Modality modality : TWO) {
            features.put(modality.name(), () -> {
                BitSet valid = new BitSet();
                valid.set(0);
                return new FeatureSequence(
                        FloatBuffer.wrap(new float[modality.width()]),
                        modality.width(),
                        1,
                        valid,
                        new ExtractorId("x", "1"));
            });
        }
        return new Clip("clip " + number, "s", Labels.ofClass("x"), features);
    }

    private static final List<Clip> CLIPS =
            IntStream.range(0, 2000).mapToObj(MissingStatesTest::clip).toList();

    private static double share(List<Clip> clips, Set<String> modalities) {
        return clips.stream()
                        .filter(clip -> clip.modalities().equals(modalities))
                        .count()
                / (double) clips.size();
    }

    /** Of 0.9, 0.8, 0.5 and 0.6, 0.5, 0.55: the answer lies 0.3, 0.3 and −0.05 below. */
    @Test
    void howFarTheAnswerFallsBelowTheBetterHeadIsTheMostAndTheMeanOfWhatItFalls() {
        List<AnswerValue> curve = List.of(
                new AnswerValue(0.6, 0.9, 0.9), new AnswerValue(0.5, 0.85, 0.8), new AnswerValue(0.55, 0.45, 0.5));
        assertThat(AnswerValue.largestShortfall(curve, AnswerValue.By.PAPER, "f1Macro")
                        .orElseThrow())
                .isCloseTo(0.3, within(1e-12));
        assertThat(AnswerValue.meanShortfall(curve, AnswerValue.By.PAPER, "f1Macro")
                        .orElseThrow())
                .isCloseTo(0.2, within(1e-12));
        assertThat(AnswerValue.largestShortfall(curve, AnswerValue.By.WEIGHTED, "f1Macro")
                        .orElseThrow())
                .isCloseTo(0.05, within(1e-12));
        // of an error less is better: the answer lies −0.3, −0.3 and 0.05 above
        assertThat(AnswerValue.largestShortfall(curve, AnswerValue.By.PAPER, "mae")
                        .orElseThrow())
                .isCloseTo(0.05, within(1e-12));
        List<AnswerValue> none = List.of(new AnswerValue(0.6, Double.NaN, 0.9));
        assertThat(AnswerValue.largestShortfall(none, AnswerValue.By.WEIGHTED, "f1Macro"))
                .isEmpty();
        assertThat(AnswerValue.meanShortfall(none, AnswerValue.By.WEIGHTED, "f1Macro"))
                .isEmpty();
    }

    /** Ten values from 1 to 0.1, in a line: (1 + 0.1)/2 high over a width of 0.9. */
    @Test
    void theAreaUnderACurveIsThatOfItsTrapezoidsOverTheRates() {
        List<Double> line = IntStream.range(0, 10).mapToObj(i -> 1 - i / 10.0).toList();
        assertThat(MaskingCurve.areaUnderCurve(line)).isCloseTo(0.55 * 0.9, within(1e-12));
        List<Double> step = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(MaskingCurve.areaUnderCurve(step)).isCloseTo(0.45, within(1e-12));
    }

    @Test
    void everySubsetIsAFixedState() {
        List<MissingState> states = MissingState.subsets(TWO);
        assertThat(states).extracting(MissingState::name).containsExactly("acoustic", "visual", "acoustic and visual");
        assertThat(share(states.get(0).of(CLIPS, 1), Set.of("acoustic"))).isEqualTo(1);
        assertThat(states.get(2).of(CLIPS, 1).get(0).modalities()).containsExactlyInAnyOrder("acoustic", "visual");
        assertThat(states.get(1).possible()).containsExactly(Set.of("visual"));
        assertThat(MissingState.subsets(List.of(TWO.get(0), TWO.get(1), new Modality("text", 3))))
                .hasSize(7);
    }

    @Test
    void unequalRatesStandBesideEqualOnesOfTheSameMean() {
        List<MissingState> states = MissingState.unequalRates(TWO);
        assertThat(states).hasSize(9);
        assertThat(states.stream()
                        .filter(state -> Math.abs(state.meanRate() - 0.4) < 1e-9)
                        .map(MissingState::name))
                .containsExactly(
                        "acoustic 10 %, visual 70 %", "acoustic 40 %, visual 40 %", "acoustic 70 %, visual 10 %");
        assertThat(states.get(0).possible()).hasSize(3);
    }

    /** With rates a and v both go with av, and then one stays. */
    @Test
    void modalitiesGoAtTheirRatesAndOneAlwaysStays() {
        MissingModalities missing = new MissingModalities(Map.of("acoustic", 0.7, "visual", 0.1), 3);
        List<Clip> left = missing.apply(CLIPS);
        assertThat(share(left, Set.of("acoustic", "visual"))).isCloseTo(0.3 * 0.9, within(0.03));
        assertThat(share(left, Set.of("acoustic"))).isCloseTo(0.3 * 0.1 + 0.07 * 0.1, within(0.06));
        assertThat(share(left, Set.of("acoustic"))
                        + share(left, Set.of("visual"))
                        + share(left, Set.of("acoustic", "visual")))
                .isCloseTo(1, within(1e-12));
        assertThat(missing.meanRate()).isCloseTo(0.4, within(1e-12));
        assertThat(missing.apply(CLIPS).stream().map(Clip::modalities).toList())
                .isEqualTo(left.stream().map(Clip::modalities).toList());
        Clip whole = CLIPS.get(0);
        assertThat(new MissingModalities(Map.of("acoustic", 0.0, "visual", 0.0), 3).apply(whole))
                .isSameAs(whole);
        assertThat(new MissingModalities(Map.of("acoustic", 1.0, "visual", 1.0), 3)
                        .apply(whole)
                        .modalities())
                .hasSize(1);
        assertThatThrownBy(() -> new MissingModalities(Map.of("acoustic", 1.5), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatGoesAtARateGoesAtEveryLargerOne() {
        Set<String> gone = new HashSet<>();
        for (double rate : new double[] {0.1, 0.3, 0.5, 0.9}) {
            List<Clip> left = new MissingModalities(Map.of("acoustic", rate), 5).apply(CLIPS);
            Set<String> now = new HashSet<>();
            left.stream().filter(clip -> clip.modalities().size() == 1).forEach(clip -> now.add(clip.id()));
            assertThat(now).containsAll(gone);
            gone = now;
        }
        assertThat(gone.size() / 2000.0).isCloseTo(0.9, within(0.03));
    }
}
