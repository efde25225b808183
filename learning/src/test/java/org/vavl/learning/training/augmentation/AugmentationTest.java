package org.vavl.learning.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.clip.Modality;
import org.vavl.model.inference.Frames;

class AugmentationTest {
    private static final Modality ACOUSTIC = new Modality("acoustic", 6);
    private static final ModalityAugmentation EVERYTHING = ModalityAugmentation.defaults().toBuilder()
            .timeStretch(0.3)
            .timeMasks(2)
            .timeMaskShare(0.5)
            .bands(4)
            .bandMasks(1)
            .bandMaskWidth(2)
            .bandShift(1.5)
            .tilt(0.3)
            .gain(0.3)
            .offset(0.1)
            .noise(0.2)
            .valueDropout(0.2)
            .frameDropout(0.2)
            .roll(5)
            .build();

    private static Frames frames(long seed, int count) {
        Random random = new Random(seed);
        float[] values = new float[count * ACOUSTIC.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        BitSet valid = new BitSet();
        valid.set(0, count);
        valid.clear(count / 2);
        valid.set(0);
        return new Frames(values, ACOUSTIC.width(), valid);
    }

    private static Frames augmented(ModalityAugmentation settings, long seed, int count) {
        return new Augmentation(Map.of("acoustic", settings), seed).apply(ACOUSTIC, 3, frames(seed, count));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 200})
    void whateverIsDrawnThereIsAValidFrameAndInvalidOnesAreZero(int count) {
        for (long seed = 0; seed < 200; seed++) {
            Frames frames = augmented(EVERYTHING, seed, count);
            assertThat(frames.valid().cardinality()).as("seed %d", seed).isPositive();
            assertThat(frames.valid().length()).isLessThanOrEqualTo(frames.count());
            assertThat(frames.count()).isBetween((int) Math.floor(count * 0.69), (int) Math.ceil(count * 1.31));
            for (int i = 0; i < frames.values().length; i++) {
                if (!frames.valid().get(i / frames.width())) {
                    assertThat(frames.values()[i])
                            .as("seed %d, value %d", seed, i)
                            .isZero();
                }
                assertThat(frames.values()[i]).isFinite();
            }
        }
    }

    @Test
    void aRolledClipHasTheSameFramesFromAnotherOneOn() {
        ModalityAugmentation roll =
                ModalityAugmentation.defaults().toBuilder().roll(3).build();
        Frames before = frames(9, 20);
        new Augmentation(Map.of("acoustic", ModalityAugmentation.defaults()), 9).apply(ACOUSTIC, 3, before);
        Set<Integer> moved = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            Frames after = new Augmentation(Map.of("acoustic", roll), seed).apply(ACOUSTIC, 3, frames(9, 20));
            int places = after.valid().nextClearBit(0) - before.valid().nextClearBit(0);
            for (int t = 0; t < 20; t++) {
                int to = Math.floorMod(t + places, 20);
                assertThat(after.values()[to * ACOUSTIC.width()]).isEqualTo(before.values()[t * ACOUSTIC.width()]);
                assertThat(after.valid().get(to)).isEqualTo(before.valid().get(t));
            }
            moved.add(places);
        }
        assertThat(moved).containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2, 3);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(augmented(EVERYTHING, 5, 50).values())
                .isEqualTo(augmented(EVERYTHING, 5, 50).values());
    }

    @Test
    void withEverythingOffNothingChanges() {
        Frames untouched = frames(8, 40);
        new Augmentation(Map.of(), 8).apply(ACOUSTIC, 0, untouched);
        assertThat(untouched.values()).isEqualTo(frames(8, 40).values());
        Frames valid = frames(8, 1);
        assertThat(augmented(ModalityAugmentation.defaults(), 8, 1).values()).isEqualTo(valid.values());
    }

    @Test
    void picturesStayPicturesAndFramesOfAClipChangeAlike() {
        Modality pictures = new Modality("visual", 24 * 24);
        ImageAugmentationSettings picture = new ImageAugmentationSettings(0.1, 0.2, 15, 0.5, 0.3, 30, 1, 0.5, 0.3);
        ModalityAugmentation settings =
                ModalityAugmentation.defaults().toBuilder().picture(picture).build();
        int changed = 0;
        for (long seed = 0; seed < 50; seed++) {
            Frames frames = twicePictured(pictures.width());
            float[] before = frames.values().clone();
            Frames after = new Augmentation(Map.of("visual", settings), seed).apply(pictures, 0, frames);
            for (int p = 0; p < pictures.width(); p++) {
                assertThat(after.values()[p]).as("seed %d", seed).isBetween(0f, 255f);
                assertThat(after.values()[pictures.width() + p])
                        .as("seed %d", seed)
                        .isEqualTo(after.values()[p]);
            }
            changed += Arrays.equals(before, after.values()) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(45);
    }

    private static Frames twicePictured(int width) {
        float[] values = new float[2 * width];
        for (int p = 0; p < width; p++) {
            values[p] = (p * 7) % 256;
            values[width + p] = values[p];
        }
        BitSet valid = new BitSet();
        valid.set(0, 2);
        return new Frames(values, width, valid);
    }
}
