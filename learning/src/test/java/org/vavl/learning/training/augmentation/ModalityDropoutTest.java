package org.vavl.learning.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vavl.model.vavl.RandomClips.ACOUSTIC;
import static org.vavl.model.vavl.RandomClips.BOTH;
import static org.vavl.model.vavl.RandomClips.CLASSES;
import static org.vavl.model.vavl.RandomClips.VISUAL;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.ModalityBatch;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.vavl.RandomClips;

/** What a step shows of its clips. */
class ModalityDropoutTest {
    private static final int SEEDS = 200;

    private static Batch batch(List<Clip> clips) {
        return new BatchAssembler(CLASSES, RandomClips.unitStatistics(BOTH), Device.CPU)
                .assemble(clips, FrameTransform.NONE);
    }

    private static Batch complete() {
        return batch(new RandomClips(1).complete(4, BOTH));
    }

    private static double difference(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_double();
    }

    @Test
    void oneModalityABatchEachAsOftenAsTheOther() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = complete();
            int acoustic = 0;
            for (long seed = 0; seed < SEEDS; seed++) {
                Batch shown = new ModalityDropout(new ModalityDropoutSettings.One(), seed).apply(batch);
                assertThat(shown.modalities()).hasSize(1);
                acoustic += shown.modality(ACOUSTIC).isPresent() ? 1 : 0;
            }
            assertThat(acoustic).isBetween(70, 130);
        }
    }

    @Test
    void droppedModalitiesAreZeroForTheClipsThatHaveAnotherAndNeverAll() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = batch(new RandomClips(2).mixed(9, BOTH));
            int dropped = 0;
            for (long seed = 0; seed < SEEDS; seed++) {
                Batch shown = new ModalityDropout(new ModalityDropoutSettings.Dropout(0.2), seed).apply(batch);
                Set<Modality> zero = new HashSet<>();
                for (Modality modality : BOTH) {
                    ModalityBatch part = shown.modality(modality).orElseThrow();
                    ModalityBatch all = batch.modality(modality).orElseThrow();
                    List<Integer> complete = BatchRows.withAll(batch, BOTH);
                    List<Integer> alone = part.rows().stream()
                            .filter(row -> !complete.contains(row))
                            .toList();
                    assertThat(difference(
                                    BatchRows.select(part, alone).featuresNTD(),
                                    BatchRows.select(all, alone).featuresNTD()))
                            .isZero();
                    if (BatchRows.select(part, complete)
                                    .featuresNTD()
                                    .abs()
                                    .sum()
                                    .item_double()
                            == 0) {
                        zero.add(modality);
                    }
                }
                assertThat(zero).hasSizeLessThan(2);
                dropped += zero.size();
            }
            assertThat(dropped / (2.0 * SEEDS)).isBetween(0.13, 0.27);
        }
    }

    @Test
    void copiesAreTheClipItselfAMixtureAndEachModalityAlone() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = complete();
            Batch shown = new ModalityDropout(new ModalityDropoutSettings.Copies(), 7).apply(batch);
            assertThat(shown.clips()).isEqualTo(16);
            ModalityBatch acoustic = shown.modality(ACOUSTIC).orElseThrow();
            ModalityBatch visual = shown.modality(VISUAL).orElseThrow();
            Tensor heard = batch.modality(ACOUSTIC).orElseThrow().featuresNTD();
            Tensor seen = batch.modality(VISUAL).orElseThrow().featuresNTD();
            assertThat(acoustic.rows()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15);
            assertThat(visual.rows()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            for (int clip = 0; clip < 4; clip++) {
                double share = sum(acoustic.featuresNTD(), 4 + clip) / sum(heard, clip);
                assertThat(share).isBetween(0.0, 1.0);
                assertThat(sum(visual.featuresNTD(), 4 + clip) / sum(seen, clip))
                        .isCloseTo(1 - share, within(1e-5));
                assertThat(sum(acoustic.featuresNTD(), 8 + clip)).isEqualTo(sum(heard, clip));
                assertThat(sum(visual.featuresNTD(), 8 + clip)).isEqualTo(sum(seen, clip));
            }
            assertThat(difference(shown.targetsBC().narrow(0, 12, 4), batch.targetsBC()))
                    .isZero();
        }
    }

    private static double sum(Tensor xNTD, long clip) {
        return xNTD.select(0, clip).abs().sum().item_double();
    }

    @Test
    void copiesAreForTwoModalities() {
        assertThatThrownBy(() -> ModalityDropout.requireFits(new ModalityDropoutSettings.Copies(), List.of(ACOUSTIC)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("copies");
    }

    @Test
    void onlyAShareOfTheClipsIsMixed() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = batch(new RandomClips(3).complete(100, BOTH));
            Batch mixed = new Mixup(10, 0.3, 5).apply(batch);
            double changed =
                    mixed.targetsBC().ne(batch.targetsBC()).any(1).sum().item_double();
            assertThat(changed).isBetween(10.0, 36.0);
        }
    }
}
