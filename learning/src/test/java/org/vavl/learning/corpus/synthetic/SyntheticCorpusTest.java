package org.vavl.learning.corpus.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;

class SyntheticCorpusTest {
    private final SyntheticSettings settings = SyntheticSettings.standard(1);

    @Test
    void sameSeedGivesTheSameCorpusAndAnotherSeedAnother() {
        try (SyntheticCorpus one = new SyntheticCorpus(settings);
                SyntheticCorpus same = new SyntheticCorpus(settings);
                SyntheticCorpus other = new SyntheticCorpus(SyntheticSettings.standard(2))) {
            assertThat(one.digest()).isEqualTo(same.digest()).isNotEqualTo(other.digest());
        }
    }

    @Test
    void lacksModalitiesAsOftenAsAskedFor() {
        try (SyntheticCorpus corpus = new SyntheticCorpus(settings.withAbsent(0.4, 0.25))) {
            assertThat(corpus.clips()).hasSize(360).allMatch(clip -> !clip.modalities()
                    .isEmpty());
            assertThat(corpus.clips().stream().filter(clip -> !clip.modalities().contains("acoustic")))
                    .hasSize(144);
            assertThat(corpus.clips().stream().filter(clip -> !clip.modalities().contains("visual")))
                    .hasSize(90);
        }
    }

    @Test
    void aThirdModalityChangesNothingOfTheOthersAndIsConfusedInAnotherWay() {
        try (SyntheticCorpus two = new SyntheticCorpus(settings);
                SyntheticCorpus three = new SyntheticCorpus(settings.withText())) {
            assertThat(three.modalities()).extracting(Modality::name).containsExactly("acoustic", "visual", "text");
            assertThat(three.clips().stream().filter(clip -> !clip.modalities().contains("text")))
                    .hasSize(36);
            for (int i = 0; i < two.clips().size(); i++) {
                Clip before = two.clips().get(i);
                Clip after = three.clips().get(i);
                assertThat(after.id()).isEqualTo(before.id());
                assertThat(after.labels()).isEqualTo(before.labels());
                for (Modality modality : two.modalities()) {
                    assertThat(after.features(modality).map(SyntheticCorpusTest::values))
                            .isEqualTo(before.features(modality).map(SyntheticCorpusTest::values));
                }
            }
            assertThat(three.digest()).isNotEqualTo(two.digest());
        }
    }

    private static List<Float> values(FeatureSequence sequence) {
        List<Float> values = new ArrayList<>();
        for (int t = 0; t < sequence.frames(); t++) {
            for (int d = 0; d < sequence.width(); d++) {
                values.add(sequence.valid().get(t) ? sequence.value(t, d) : Float.NaN);
            }
        }
        return values;
    }

    @Test
    void clipsHaveFramesOfWhichSomeAreLost() {
        try (SyntheticCorpus corpus = new SyntheticCorpus(settings)) {
            for (Modality modality : corpus.modalities()) {
                int frames = 0;
                int valid = 0;
                for (Clip clip : corpus.clips()) {
                    FeatureSequence sequence = clip.features(modality).orElse(null);
                    if (sequence != null) {
                        assertThat(sequence.width()).isEqualTo(modality.width());
                        frames += sequence.frames();
                        valid += sequence.validFrames();
                    }
                }
                assertThat((double) valid / frames).isBetween(0.8, 0.97);
            }
        }
    }

    @Test
    void everyEmotionIsShownEquallyOftenAndEveryLabelFitsBothTasks() {
        try (SyntheticCorpus corpus = new SyntheticCorpus(settings.withSize(6, 12))) {
            Map<String, Integer> counts = new HashMap<>();
            Set<String> ids = new HashSet<>();
            for (Clip clip : corpus.clips()) {
                assertThat(ids.add(clip.id())).isTrue();
                counts.merge(clip.labels().classes().keySet().iterator().next(), 1, Integer::sum);
                assertThat(SyntheticCorpus.classification().target(clip.labels()))
                        .isPresent();
                assertThat(SyntheticCorpus.regression().target(clip.labels())).isPresent();
            }
            assertThat(counts).hasSize(6).allSatisfy((emotion, count) -> assertThat(count)
                    .isEqualTo(12));
        }
    }
}
