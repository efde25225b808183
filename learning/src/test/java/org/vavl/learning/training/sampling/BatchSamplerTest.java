package org.vavl.learning.training.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;

class BatchSamplerTest {
    private static final Set<String> BOTH = Set.of("acoustic", "visual");
    private static final Set<String> ACOUSTIC = Set.of("acoustic");

    /** Clips of 50 to 250 frames, of which the first have both modalities. */
    private static List<ClipShape> clips(int paired, int acousticOnly, long seed) {
        Random random = new Random(seed);
        List<ClipShape> clips = new ArrayList<>();
        for (int i = 0; i < paired + acousticOnly; i++) {
            clips.add(new ClipShape(i < paired ? BOTH : ACOUSTIC, 50 + random.nextInt(201), 1));
        }
        return clips;
    }

    private static List<Integer> all(List<List<Integer>> batches) {
        return batches.stream().flatMap(List::stream).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 64, 65, 1000})
    void everyClipComesOncePerEpochInBatchesOfNearlyTheSameSize(int count) {
        BatchSampler plan = new BatchSampler(clips(count, 0, count), SamplerSettings.defaults(), 32, 7);
        for (int epoch = 0; epoch < 3; epoch++) {
            List<List<Integer>> batches = plan.batches(epoch);
            assertThat(all(batches)).hasSize(count).doesNotHaveDuplicates();
            int smallest = batches.stream().mapToInt(List::size).min().orElseThrow();
            int largest = batches.stream().mapToInt(List::size).max().orElseThrow();
            assertThat(largest).isLessThanOrEqualTo(32);
            assertThat(largest - smallest).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void thePlanDependsOnSeedAndEpochAlone() {
        List<ClipShape> clips = clips(100, 50, 1);
        BatchSampler plan = new BatchSampler(clips, SamplerSettings.defaults(), 16, 7);
        BatchSampler again = new BatchSampler(clips, SamplerSettings.defaults(), 16, 7);
        assertThat(again.batches(5)).isEqualTo(plan.batches(5));
        assertThat(plan.batches(6)).isNotEqualTo(plan.batches(5)).hasSameSizeAs(plan.batches(5));
        assertThat(new BatchSampler(clips, SamplerSettings.defaults(), 16, 8).batches(5))
                .isNotEqualTo(plan.batches(5));
    }

    @Test
    void aScarceModalityHasFullBatchesAndItsShareOfThem() {
        List<ClipShape> clips = clips(50, 950, 3);
        List<List<Integer>> batches = new BatchSampler(clips, SamplerSettings.defaults(), 32, 7).batches(0);
        List<List<Integer>> visual =
                batches.stream().filter(batch -> batch.get(0) < 50).toList();
        assertThat(visual)
                .allSatisfy(
                        batch -> assertThat(batch).allMatch(clip -> clip < 50).hasSizeGreaterThan(16));
        assertThat((double) visual.size() / batches.size()).isBetween(0.25, 0.3);
        assertThat(new BatchSampler(clips, new SamplerSettings(true, 0, 16, false), 32, 7).batches(0))
                .hasSize(32);
    }

    @Test
    void eachOfThreeModalitiesHasItsShareAlthoughAllAreAlone() {
        List<ClipShape> clips = new ArrayList<>();
        List.of("a", "b")
                .forEach(scarce -> IntStream.range(0, 8).forEach(i -> clips.add(new ClipShape(Set.of(scarce), 10, 1))));
        IntStream.range(0, 18 * 8).forEach(i -> clips.add(new ClipShape(Set.of("c"), 10, 1)));
        List<List<Integer>> batches = new BatchSampler(clips, SamplerSettings.defaults(), 8, 7).batches(0);
        for (String modality : List.of("a", "b", "c")) {
            assertThat(batches.stream()
                            .filter(batch ->
                                    clips.get(batch.get(0)).modalities().contains(modality)))
                    .as(modality)
                    .hasSizeGreaterThanOrEqualTo((batches.size() + 3) / 4);
        }
    }

    @Test
    void sharesThatCannotAllBeAreRefused() {
        List<ClipShape> clips = Stream.of("a", "b", "c")
                .map(modality -> new ClipShape(Set.of(modality), 10, 1))
                .toList();
        assertThatThrownBy(() -> new BatchSampler(clips, new SamplerSettings(true, 0.4, 16, false), 8, 7))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("minimumShare is 0.4")
                .hasMessageContaining("1/3");
    }

    @Test
    void mixedBatchesHoldWhateverComes() {
        List<List<Integer>> batches =
                new BatchSampler(clips(50, 950, 3), new SamplerSettings(false, 0, 16, false), 32, 7).batches(0);
        assertThat(all(batches)).hasSize(1000).doesNotHaveDuplicates();
        assertThat(batches)
                .anyMatch(batch -> batch.stream().anyMatch(clip -> clip < 50)
                        && batch.stream().anyMatch(clip -> clip >= 50));
    }

    @Test
    void bucketsWasteLittleOnPadding() {
        List<ClipShape> clips = clips(3000, 0, 5);
        assertThat(new BatchSampler(clips, SamplerSettings.defaults(), 32, 7).padding(0))
                .isLessThan(0.05);
        assertThat(new BatchSampler(clips, new SamplerSettings(true, 0, 1, false), 32, 7).padding(0))
                .isGreaterThan(0.2);
    }

    @Test
    void balancedBatchesHaveAsManyClipsAndDrawThemByTheirWeights() {
        List<ClipShape> clips = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            clips.add(new ClipShape(BOTH, 10, i < 90 ? 1.0 / 90 : 1.0 / 810));
        }
        List<Integer> drawn = new BatchSampler(clips, new SamplerSettings(true, 0, 16, true), 32, 7)
                .batches(0).stream().flatMap(List::stream).toList();
        assertThat(drawn).hasSize(900);
        assertThat(drawn.stream().filter(i -> i < 90).count()).isBetween(390L, 510L);
    }

    @Test
    void clipsWithoutAModalityAreLeftOut() {
        ClipShape empty = new ClipShape(Set.of(), 0, 1);
        ClipShape one = new ClipShape(ACOUSTIC, 10, 1);
        assertThat(all(new BatchSampler(List.of(empty, one), SamplerSettings.defaults(), 4, 1).batches(0)))
                .containsExactly(1);
        assertThatThrownBy(() -> new BatchSampler(List.of(empty), SamplerSettings.defaults(), 4, 1))
                .isInstanceOf(VavlException.class);
    }
}
