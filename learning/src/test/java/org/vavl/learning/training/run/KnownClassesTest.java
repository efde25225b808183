package org.vavl.learning.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;

class KnownClassesTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), true);

    private static Clip clip(Map<String, Double> votes) {
        return new Clip("c", "s", new Labels(votes, Map.of()), Map.of());
    }

    @Test
    void votesForClassesThatTheTaskLacksAreLeftOutOfClipsOfClassesThatItHas() {
        assertThat(KnownClasses.of(TASK, clip(Map.of("happy", 5.0, "afraid", 2.0))))
                .map(clip -> clip.labels().classes())
                .contains(Map.of("happy", 5.0));
        assertThat(KnownClasses.of(TASK, clip(Map.of("sad", 2.0, "afraid", 2.0))))
                .isPresent();
    }

    @Test
    void clipsOfWhichMostSayAClassThatTheTaskLacksAreLeftOutAndCounted() {
        Clip afraid = clip(Map.of("happy", 1.0, "afraid", 2.0));
        assertThat(KnownClasses.of(TASK, afraid)).isEmpty();
        assertThat(KnownClasses.lacking(
                        TASK, List.of(afraid, afraid, clip(Map.of("calm", 1.0)), clip(Map.of("sad", 1.0)))))
                .isEqualTo(Map.of("afraid", 2, "calm", 1));
        Task regression = new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5)));
        assertThat(KnownClasses.of(regression, afraid)).contains(afraid);
    }
}
