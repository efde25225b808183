package org.vavl.learning.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;

class MissingModalitiesTest {
    private static final List<Modality> MODALITIES = List.of(new Modality("acoustic", 1), new Modality("visual", 1));

    private static FeatureSequence sequence() {
        return FeatureSequence.allValid(FloatBuffer.wrap(new float[] {1}), 1, 1, new ExtractorId("test", "1"));
    }

    private static List<Clip> clips() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clips.add(new Clip(
                    "c" + i,
                    "s",
                    Labels.ofClass("happy"),
                    Map.of("acoustic", MissingModalitiesTest::sequence, "visual", MissingModalitiesTest::sequence)));
        }
        clips.add(new Clip("heard", "s", Labels.ofClass("happy"), Map.of("acoustic", MissingModalitiesTest::sequence)));
        return clips;
    }

    private static List<Set<String>> after(Map<String, Double> shares, long seed) {
        return new MissingModalities(shares, seed)
                .apply(clips(), MODALITIES).stream().map(Clip::modalities).toList();
    }

    @Test
    void everyShareIsTakenAndNoClipLosesTwo() {
        List<Set<String>> after = after(Map.of("acoustic", 0.4, "visual", 0.35), 7);
        assertThat(after.stream().limit(100).filter(Set.of("visual")::equals)).hasSize(40);
        assertThat(after.stream().limit(100).filter(Set.of("acoustic")::equals)).hasSize(35);
        assertThat(after.stream().limit(100).filter(both -> both.size() == 2)).hasSize(25);
        assertThat(after.get(100)).containsExactly("acoustic");
    }

    @Test
    void theSeedDecidesWhichClips() {
        Map<String, Double> shares = Map.of("visual", 0.95);
        assertThat(after(shares, 7)).isEqualTo(after(shares, 7)).isNotEqualTo(after(shares, 8));
        assertThat(after(Map.of(), 7)).allMatch(modalities -> modalities.contains("acoustic"));
        assertThat(after(Map.of("acoustic", 0.5, "visual", 0.5), 3).stream().limit(100))
                .allMatch(modalities -> modalities.size() == 1);
    }

    @Test
    void modalitiesThatTheCorpusDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> after(Map.of("video", 0.5), 1))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("training.missing names 'video'")
                .hasMessageContaining("visual");
    }
}
