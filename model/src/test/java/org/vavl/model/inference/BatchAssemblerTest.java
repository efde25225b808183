package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.model.vavl.RandomClips;

class BatchAssemblerTest {
    private static Clip clip(int frames) {
        FeatureSequence sequence = FeatureSequence.allValid(FloatBuffer.allocate(frames), 1, 50, RandomClips.EXTRACTOR);
        return new Clip("long", "anybody", Labels.ofClass("happy"), Map.of("acoustic", () -> sequence));
    }

    @Test
    void aValueFarFromAllThatWasTrainedOnIsNamedAndOneOfAFrameThatIsNotValidDoesNotMatter() {
        Modality oneValue = new Modality("acoustic", 1);
        BatchAssembler assembler = new BatchAssembler(
                RandomClips.CLASSES,
                Map.of(oneValue, new FeatureStatistics(new float[] {1}, new float[] {1e-3f})),
                Device.CPU);
        for (float wrong : new float[] {3e38f, 1e7f, Float.NaN, Float.NEGATIVE_INFINITY}) {
            float[] values = {1, wrong, 1};
            BitSet valid = new BitSet();
            valid.set(0, 3);
            assertThatThrownBy(() -> assembler.assemble(List.of(clip(values, valid)), FrameTransform.NONE))
                    .isInstanceOf(VavlException.class)
                    .hasMessageStartingWith("clip long, acoustic features: frame 1 has ")
                    .hasMessageContaining(
                            String.valueOf(wrong).replace("E38", "").replace("E7", ""));
            valid.clear(1);
            try (PointerScope scope = new PointerScope()) {
                assertThat(assembler
                                .assemble(List.of(clip(values, valid)), FrameTransform.NONE)
                                .modality(oneValue))
                        .isPresent();
            }
        }
    }

    private static Clip clip(float[] values, BitSet valid) {
        FeatureSequence sequence = new FeatureSequence(FloatBuffer.wrap(values), 1, 50, valid, RandomClips.EXTRACTOR);
        return new Clip("long", "anybody", Labels.ofClass("happy"), Map.of("acoustic", () -> sequence));
    }

    /** Padded to the longest, 300 clips are 3·10⁹ values, more than an array can have. */
    @Test
    void aBatchThatWouldBeTooLargeIsRefusedInWords() {
        Modality oneValue = new Modality("acoustic", 1);
        BatchAssembler assembler =
                new BatchAssembler(RandomClips.CLASSES, Map.of(oneValue, FeatureStatistics.none(1)), Device.CPU);
        List<Clip> clips = new ArrayList<>(Collections.nCopies(299, clip(1)));
        clips.add(clip(10_000_000));
        assertThatThrownBy(() -> assembler.assemble(clips, FrameTransform.NONE))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("300 clips")
                .hasMessageContaining("10000000 frames");
    }
}
