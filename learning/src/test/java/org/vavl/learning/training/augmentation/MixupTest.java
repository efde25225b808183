package org.vavl.learning.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.ModalityBatch;
import org.vavl.model.Targets;
import org.vavl.nn.LibTorch;

class MixupTest {
    private static final Modality ACOUSTIC = new Modality("acoustic", 2);
    private static final Modality VISUAL = new Modality("visual", 1);

    static {
        LibTorch.load();
    }

    /** Clip n of the rows has {@code lengths[n]} frames, and in frame t the values n + 1 and t + 1. */
    private static ModalityBatch acoustic(List<Integer> rows, int... lengths) {
        int longest = Arrays.stream(lengths).max().orElseThrow();
        float[] values = new float[lengths.length * longest * 2];
        float[] valid = new float[lengths.length * longest];
        for (int n = 0; n < lengths.length; n++) {
            for (int t = 0; t < lengths[n]; t++) {
                valid[n * longest + t] = 1;
                values[2 * (n * longest + t)] = n + 1;
                values[2 * (n * longest + t) + 1] = t + 1;
            }
        }
        return new ModalityBatch(
                rows,
                torch.tensor(values).view(lengths.length, longest, 2),
                torch.tensor(valid).view(lengths.length, longest).to(ScalarType.Bool));
    }

    /** Clips of classes of their own. */
    private static Batch batch(int clips, Map<Modality, ModalityBatch> modalities) {
        return new Batch(clips, modalities, torch.eye(clips).to(ScalarType.Float));
    }

    private static ModalityBatch part(Batch batch, Modality modality) {
        return batch.modality(modality).orElseThrow();
    }

    private static float at(Tensor tensor, long... place) {
        Tensor value = tensor;
        for (long index : place) {
            value = value.select(0, index);
        }
        return value.to(ScalarType.Float).item_float();
    }

    @Test
    void withoutConcentrationNothingIsMixed() {
        try (PointerScope scope = new PointerScope()) {
            Batch batch = batch(2, Map.of(ACOUSTIC, acoustic(List.of(0, 1), 1, 1)));
            assertThat(new Mixup(0, 1, 1).apply(batch)).isSameAs(batch);
        }
    }

    @Test
    void featuresAndTargetsAreMixedAlikeAndAClipRemainsTheLargerPart() {
        long seed = new Random().nextLong();
        boolean mixed = false;
        for (int time = 0; time < 20; time++) {
            try (PointerScope scope = new PointerScope()) {
                Batch batch = batch(4, Map.of(ACOUSTIC, acoustic(List.of(0, 1, 2, 3), 1, 1, 1, 1)));
                Batch after = new Mixup(1, 1, seed + time).apply(batch);
                for (int b = 0; b < 4; b++) {
                    double expected = 0;
                    double total = 0;
                    for (int c = 0; c < 4; c++) {
                        expected += (c + 1) * at(after.targetsBC(), b, c);
                        total += at(after.targetsBC(), b, c);
                    }
                    assertThat(total).as("seed %d", seed).isCloseTo(1, offset(1e-6));
                    assertThat(at(after.targetsBC(), b, b)).as("seed %d", seed).isGreaterThanOrEqualTo(0.5f);
                    assertThat((double) at(part(after, ACOUSTIC).featuresNTD(), b, 0, 0))
                            .as("seed %d", seed)
                            .isCloseTo(expected, offset(1e-5));
                    mixed |= at(after.targetsBC(), b, b) < 0.95;
                }
            }
        }
        assertThat(mixed).as("seed %d", seed).isTrue();
    }

    @Test
    void clipsAreMixedOnlyWithThoseOfTheSameModalities() {
        for (long seed = 0; seed < 30; seed++) {
            try (PointerScope scope = new PointerScope()) {
                Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
                parts.put(ACOUSTIC, acoustic(List.of(0, 1, 3), 1, 1, 1));
                parts.put(
                        VISUAL,
                        new ModalityBatch(
                                List.of(1, 2, 3),
                                torch.tensor(new float[] {10, 20, 30}).view(3, 1, 1),
                                torch.ones(3, 1).to(ScalarType.Bool)));
                Batch after = new Mixup(1, 1, seed).apply(batch(4, parts));
                assertThat(at(after.targetsBC(), 0, 0)).isEqualTo(1);
                assertThat(at(after.targetsBC(), 2, 2)).isEqualTo(1);
                float own = at(after.targetsBC(), 1, 1);
                assertThat(at(after.targetsBC(), 1, 3)).isCloseTo(1 - own, offset(1e-6f));
                assertThat(at(part(after, ACOUSTIC).featuresNTD(), 1, 0, 0))
                        .isCloseTo(2 * own + 3 * (1 - own), offset(1e-5f));
                assertThat(at(part(after, VISUAL).featuresNTD(), 0, 0, 0))
                        .isCloseTo(10 * own + 30 * (1 - own), offset(1e-4f));
            }
        }
    }

    @Test
    void aPartnerOfAnotherLengthIsPlayedFasterOrSlower() {
        for (long seed = 0; seed < 30; seed++) {
            try (PointerScope scope = new PointerScope()) {
                Batch after = new Mixup(1, 1, seed).apply(batch(2, Map.of(ACOUSTIC, acoustic(List.of(0, 1), 6, 3))));
                float first = at(after.targetsBC(), 0, 0);
                float second = at(after.targetsBC(), 1, 1);
                if (at(after.targetsBC(), 0, 1) > 0) {
                    for (int t = 0; t < 6; t++) {
                        assertThat(at(part(after, ACOUSTIC).featuresNTD(), 0, t, 1))
                                .isCloseTo(first * (t + 1) + (1 - first) * (t / 2 + 1), offset(1e-5f));
                    }
                    for (int t = 0; t < 3; t++) {
                        assertThat(at(part(after, ACOUSTIC).featuresNTD(), 1, t, 1))
                                .isCloseTo(second * (t + 1) + (1 - second) * (2 * t + 1), offset(1e-5f));
                    }
                }
                // Padding stays padding.
                assertThat(IntStream.range(3, 6)
                                .noneMatch(t -> at(part(after, ACOUSTIC).validNT(), 1, t) != 0
                                        || at(part(after, ACOUSTIC).featuresNTD(), 1, t, 0) != 0))
                        .isTrue();
            }
        }
    }

    @Test
    void labelsOfAModalityAreMixedAsTheClipsAre() {
        try (PointerScope scope = new PointerScope()) {
            Map<Modality, ModalityBatch> parts = Map.of(ACOUSTIC, acoustic(List.of(0, 1, 2), 1, 1, 1));
            Tensor classes = torch.eye(3).to(ScalarType.Float);
            Tensor others = classes.flip(1);
            Batch after = new Mixup(1, 1, 4).apply(new Batch(3, parts, new Targets(classes, Map.of(ACOUSTIC, others))));
            assertThat(after.targets().of(VISUAL)).isSameAs(after.targetsBC());
            assertThat(after.targets().of(ACOUSTIC).equal(after.targetsBC().flip(1)))
                    .isTrue();
            assertThat(after.targetsBC().equal(classes)).isFalse();
        }
    }

    @Test
    void aFrameWhoseCounterpartIsNotValidStaysAsItIs() {
        for (long seed = 0; seed < 30; seed++) {
            try (PointerScope scope = new PointerScope()) {
                ModalityBatch whole = acoustic(List.of(0, 1), 3, 3);
                Tensor gapNT =
                        torch.tensor(new float[] {1, 1, 1, 1, 0, 1}).view(2, 3).to(ScalarType.Bool);
                Tensor features = whole.featuresNTD().mul(gapNT.unsqueeze(2).to(ScalarType.Float));
                Batch after = new Mixup(1, 1, seed)
                        .apply(batch(2, Map.of(ACOUSTIC, new ModalityBatch(List.of(0, 1), features, gapNT))));
                assertThat(at(part(after, ACOUSTIC).featuresNTD(), 0, 1, 0)).isEqualTo(1);
                assertThat(at(part(after, ACOUSTIC).featuresNTD(), 1, 1, 0)).isZero();
                assertThat(at(part(after, ACOUSTIC).featuresNTD(), 0, 2, 0))
                        .isCloseTo(2 - at(after.targetsBC(), 0, 0), offset(1e-5f));
            }
        }
    }
}
