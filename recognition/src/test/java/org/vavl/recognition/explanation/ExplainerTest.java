package org.vavl.recognition.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

class ExplainerTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("made", "1");

    private static FeatureSequence sequence(double frameRate, float... values) {
        return FeatureSequence.allValid(FloatBuffer.wrap(values), 1, frameRate, EXTRACTOR);
    }

    /** The mean of each modality's valid values, and the mean of those; one output and its opposite. */
    private static Optional<List<Double>> meanOfMeans(Map<String, FeatureSequence> features) {
        double mean = features.values().stream()
                .mapToDouble(one -> one.valid().stream()
                        .mapToDouble(frame -> one.value(frame, 0))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
        return Optional.of(List.of(mean, -mean));
    }

    private static Map<String, FeatureSequence> both(FeatureSequence acoustic, FeatureSequence visual) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        features.put("acoustic", acoustic);
        features.put("visual", visual);
        return features;
    }

    /** Two seconds; a voice that is 0 and then 1, a face that is 0.5. By hand: 0.5 with all, 0.75 without the first second of the voice. */
    @Test
    void anEffectIsTheAnswerLessTheOneWithout() {
        Map<String, FeatureSequence> features = both(sequence(2, 0, 0, 1, 1), sequence(1, 0.5f, 0.5f));
        Explainer explainer = new Explainer(ExplainerTest::meanOfMeans, 1);
        explainer.add(0, features, meanOfMeans(features).orElseThrow());
        Explanation explanation = explainer.explanation();
        assertThat(explanation.modalities())
                .extracting(Explanation.Effect::modality)
                .containsExactly("acoustic", "visual");
        assertThat(explanation.modalities())
                .allSatisfy(effect -> assertThat(effect.outputs().orElseThrow()).containsExactly(0.0, 0.0));
        assertThat(explanation.spans()).hasSize(4);
        Explanation.Effect first = explanation.spans().get(0);
        assertThat(first.begin()).isZero();
        assertThat(first.end()).isEqualTo(1);
        assertThat(first.outputs().orElseThrow()).containsExactly(-0.25, 0.25);
        assertThat(explanation.spans().get(1).outputs().orElseThrow()).containsExactly(0.25, -0.25);
    }

    @Test
    void whatNothingIsLeftWithoutHasNoEffect() {
        Map<String, FeatureSequence> features = Map.of("acoustic", sequence(1, 3));
        Explainer explainer = new Explainer(ExplainerTest::meanOfMeans, 1);
        explainer.add(0, features, meanOfMeans(features).orElseThrow());
        assertThat(explainer.explanation().modalities())
                .singleElement()
                .satisfies(effect -> assertThat(effect.outputs()).isEmpty());
        assertThat(explainer.explanation().spans()).singleElement().satisfies(effect -> assertThat(effect.outputs())
                .isEmpty());
    }

    /** In overlapping windows: the effect is that on the mean of all windows' answers, as answering all of them again without the span gives it. */
    @Test
    void anEffectOnWindowsIsThatOnTheirMean() {
        Random random = new Random(11);
        List<Map<String, FeatureSequence>> windows = new ArrayList<>();
        float[] voice = new float[12];
        for (int t = 0; t < voice.length; t++) {
            voice[t] = random.nextFloat();
        }
        for (int begin = 0; begin < 4; begin++) {
            float[] part = new float[6];
            System.arraycopy(voice, 2 * begin, part, 0, 6);
            windows.add(both(sequence(2, part), sequence(2, random.nextFloat())));
        }
        Explainer explainer = new Explainer(ExplainerTest::meanOfMeans, 1);
        for (int begin = 0; begin < 4; begin++) {
            explainer.add(
                    begin, windows.get(begin), meanOfMeans(windows.get(begin)).orElseThrow());
        }
        double all = mean(windows, -1);
        for (int span = 0; span < 6; span++) {
            int hidden = span;
            Explanation.Effect effect = explainer.explanation().spans().stream()
                    .filter(one -> one.modality().equals("acoustic") && one.begin() == hidden)
                    .findFirst()
                    .orElseThrow();
            assertThat(effect.outputs().orElseThrow().get(0)).isCloseTo(all - mean(windows, span), within(1e-12));
        }
    }

    private static double mean(List<Map<String, FeatureSequence>> windows, int span) {
        double sum = 0;
        for (int begin = 0; begin < windows.size(); begin++) {
            FeatureSequence voice = windows.get(begin).get("acoustic");
            BitSet valid = voice.valid();
            if (span >= begin && span < begin + 3) {
                valid.clear(2 * (span - begin), 2 * (span - begin) + 2);
            }
            sum += meanOfMeans(both(
                            new FeatureSequence(voice.values(), 1, 2, valid, EXTRACTOR),
                            windows.get(begin).get("visual")))
                    .orElseThrow()
                    .get(0);
        }
        return sum / windows.size();
    }

    /** A window whose only voice is hidden has no answer any more, and the mean is over the others. */
    @Test
    void windowsThatLoseTheirAnswerLeaveTheMean() {
        Explainer explainer = new Explainer(ExplainerTest::meanOfMeans, 1);
        explainer.add(0, Map.of("acoustic", sequence(1, 1)), List.of(1.0));
        explainer.add(1, Map.of("acoustic", sequence(1, 4)), List.of(4.0));
        List<Explanation.Effect> spans = explainer.explanation().spans();
        assertThat(spans.get(0).outputs().orElseThrow()).containsExactly(2.5 - 4);
        assertThat(spans.get(1).outputs().orElseThrow()).containsExactly(2.5 - 1);
    }

    @Test
    void framesThatAreNotValidStandInNoSpan() {
        BitSet valid = new BitSet();
        valid.set(0);
        FeatureSequence voice = new FeatureSequence(FloatBuffer.wrap(new float[] {1, 9}), 1, 1, valid, EXTRACTOR);
        Explainer explainer = new Explainer(ExplainerTest::meanOfMeans, 1);
        Map<String, FeatureSequence> features = both(voice, sequence(1, 1, 1));
        explainer.add(0, features, meanOfMeans(features).orElseThrow());
        assertThat(explainer.explanation().spans())
                .extracting(Explanation.Effect::modality)
                .containsExactly("acoustic", "visual", "visual");
    }

    @Test
    void refusesSpansOfNoLength() {
        assertThatThrownBy(() -> new Explainer(ExplainerTest::meanOfMeans, 0)).hasMessageContaining("0.0 s");
    }
}
