package org.vavl.learning.training.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;

class BatchSamplerTest {
    private static final Set<String> BOTH = Set.of("acoustic", "visual");
    private static final Set<String> ACOUSTIC = Set.of("acoustic");
    private static final Set<String> VISUAL = Set.of("visual");

    /** Clips of 50 to 250 frames, of which the first have both modalities. */
    private static List<ClipShape> clips(int paired, int acousticOnly, long seed) {
        Random random = new Random(seed);
        List<ClipShape> clips = new ArrayList<>();
        for (int i = 0; i < paired + acousticOnly; i++) {
            clips.add(new ClipShape(i < paired ? BOTH : ACOUSTIC, 50 + random.nextInt(201)));
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
                .forEach(scarce -> IntStream.range(0, 8).forEach(i -> clips.add(new ClipShape(Set.of(scarce), 10))));
        IntStream.range(0, 18 * 8).forEach(i -> clips.add(new ClipShape(Set.of("c"), 10)));
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
                .map(modality -> new ClipShape(Set.of(modality), 10))
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

    /** How often each clip comes an epoch, on the average of 400 epochs, all of which have as many batches. */
    private static double[] exposure(List<ClipShape> clips, SamplerSettings settings, int batchSize) {
        BatchSampler plan = new BatchSampler(clips, settings, batchSize, 11);
        int epochs = 400;
        double[] exposure = new double[clips.size()];
        for (int epoch = 0; epoch < epochs; epoch++) {
            assertThat(plan.batches(epoch)).hasSameSizeAs(plan.batches(0));
            plan.batches(epoch).forEach(batch -> batch.forEach(clip -> exposure[clip] += 1.0 / epochs));
        }
        return exposure;
    }

    private static double mean(double[] exposure, IntPredicate which) {
        return IntStream.range(0, exposure.length)
                .filter(which)
                .mapToDouble(i -> exposure[i])
                .average()
                .orElseThrow();
    }

    @Test
    void aShortScarceClipComesNoMoreOftenThanALongOne() {
        List<ClipShape> clips = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> clips.add(new ClipShape(BOTH, 50 + 2 * i)));
        IntStream.range(0, 1000).forEach(i -> clips.add(new ClipShape(ACOUSTIC, 50 + i % 200)));
        double[] exposure = exposure(clips, SamplerSettings.defaults(), 16);
        assertThat(mean(exposure, i -> i < 100)).isGreaterThan(2.5);
        for (int fifth = 0; fifth < 5; fifth++) {
            int from = 20 * fifth;
            assertThat(mean(exposure, i -> i >= from && i < from + 20) / mean(exposure, i -> i < 100))
                    .as("fifth %d by length", fifth)
                    .isCloseTo(1, within(0.02));
        }
        assertThat(Arrays.stream(exposure).skip(100)).allMatch(times -> Math.abs(times - 1) < 1e-9);
    }

    /** The groups are sorted by name: "acoustic", "acoustic visual", "visual". */
    @Test
    void allGroupsThatHaveAScarceModalityAreRepeatedAlikeTheSmallestToo() {
        List<ClipShape> clips = clips(40, 2000, 5);
        IntStream.range(0, 70).forEach(i -> clips.add(new ClipShape(VISUAL, 50 + i)));
        double[] exposure = exposure(clips, SamplerSettings.defaults(), 10);
        double both = mean(exposure, i -> i < 40);
        double alone = mean(exposure, i -> i >= 2040);
        assertThat(both).isGreaterThan(5);
        assertThat(alone / both).isCloseTo(1, within(0.02));
        clips.subList(0, 37).clear();
        double[] few = exposure(clips, SamplerSettings.defaults(), 10);
        assertThat(mean(few, i -> i < 3) / mean(few, i -> i >= 2003)).isBetween(0.9, 1.1);
    }

    private static final List<Float> HAPPY = List.of(1f, 0f);
    private static final List<Float> SAD = List.of(0f, 1f);

    private static void add(List<ClipShape> clips, int number, Set<String> modalities, List<Float> classes) {
        IntStream.range(0, number).forEach(i -> clips.add(new ClipShape(modalities, 10 + i % 7, classes)));
    }

    private static double shareOf(List<ClipShape> clips, double[] exposure, int label) {
        double share = IntStream.range(0, exposure.length)
                .mapToDouble(i -> exposure[i] * clips.get(i).classes().get(label))
                .sum();
        return share / Arrays.stream(exposure).sum();
    }

    @Test
    void balancedClassesComeEquallyOftenOverAllGroupsAndAsManyClipsAsThereAre() {
        List<ClipShape> clips = new ArrayList<>();
        add(clips, 300, BOTH, HAPPY);
        add(clips, 150, ACOUSTIC, HAPPY);
        add(clips, 150, ACOUSTIC, SAD);
        double[] exposure = exposure(clips, new SamplerSettings(true, 0, 16, true), 20);
        assertThat(Arrays.stream(exposure).sum()).isCloseTo(600, within(1e-6));
        assertThat(shareOf(clips, exposure, 0)).isCloseTo(0.5, within(0.01));
        assertThat(mean(exposure, i -> i < 300) / mean(exposure, i -> i >= 300 && i < 450))
                .isCloseTo(1, within(0.02));
    }

    @Test
    void balancedClassesStayBalancedWhereAScarceModalityOfMostlyOneClassIsRepeated() {
        List<ClipShape> clips = new ArrayList<>();
        add(clips, 36, BOTH, HAPPY);
        add(clips, 4, BOTH, SAD);
        add(clips, 500, ACOUSTIC, HAPPY);
        add(clips, 460, ACOUSTIC, SAD);
        double[] exposure = exposure(clips, new SamplerSettings(true, 0.25, 16, true), 20);
        assertThat(shareOf(clips, exposure, 0)).isCloseTo(0.5, within(0.02));
        assertThat(Arrays.stream(exposure).limit(40).sum()
                        / Arrays.stream(exposure).sum())
                .isBetween(0.2, 0.3);
        assertThat(Arrays.stream(exposure)).allMatch(times -> times > 0.5);
    }

    @Test
    void sharesOfClassesAreBalancedToo() {
        List<ClipShape> clips = new ArrayList<>();
        add(clips, 200, BOTH, List.of(0.75f, 0.25f));
        add(clips, 100, BOTH, List.of(0.25f, 0.75f));
        double[] exposure = exposure(clips, new SamplerSettings(true, 0, 16, true), 20);
        assertThat(shareOf(clips, exposure, 0)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void clipsWithoutAModalityAreLeftOut() {
        ClipShape empty = new ClipShape(Set.of(), 0);
        ClipShape one = new ClipShape(ACOUSTIC, 10);
        assertThat(all(new BatchSampler(List.of(empty, one), SamplerSettings.defaults(), 4, 1).batches(0)))
                .containsExactly(1);
        assertThatThrownBy(() -> new BatchSampler(List.of(empty), SamplerSettings.defaults(), 4, 1))
                .isInstanceOf(VavlException.class);
    }
}
