package org.vavl.core.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class FeatureSequenceTest {
    private static final ExtractorId TEST = new ExtractorId("test", "1");

    private static FeatureSequence sequence() {
        BitSet valid = new BitSet();
        valid.set(1);
        valid.set(3);
        return new FeatureSequence(FloatBuffer.wrap(new float[] {0, 1, 10, 11, 20, 21, 30, 31}), 2, 25, valid, TEST);
    }

    @Test
    void aPartHasItsFramesAndTheirValidity() {
        FeatureSequence part = sequence().part(1, 3);
        assertThat(part.values()).isEqualTo(FloatBuffer.wrap(new float[] {10, 11, 20, 21}));
        assertThat(part.isValid(0)).isTrue();
        assertThat(part.isValid(1)).isFalse();
        assertThat(part.frameRate()).isEqualTo(25);
        assertThat(sequence().part(4, 4).frames()).isZero();
        assertThatThrownBy(() -> sequence().part(2, 5)).hasMessage("frames 2 to 5 of 4 frames");
    }

    @Test
    void nobodyCanChangeIt() {
        FeatureSequence sequence = sequence();
        sequence.valid().set(0);
        sequence.values().position(3);
        assertThat(sequence.validFrames()).isEqualTo(2);
        assertThat(sequence.values().position()).isZero();
        assertThat(sequence.values().isReadOnly()).isTrue();
    }

    @Test
    void framesMustBeWholeAndTheMaskWithinThem() {
        BitSet beyond = new BitSet();
        beyond.set(2);
        assertThatThrownBy(() -> FeatureSequence.allValid(FloatBuffer.allocate(5), 2, 25, TEST))
                .hasMessageContaining("5 values are not a whole number of frames of width 2");
        assertThatThrownBy(() -> new FeatureSequence(FloatBuffer.allocate(4), 2, 25, beyond, TEST))
                .hasMessageContaining("frame 2 is called valid, of 2");
        assertThatThrownBy(() -> FeatureSequence.allValid(FloatBuffer.allocate(4), 2, Double.NaN, TEST))
                .hasMessageContaining("frame rate is NaN");
    }
}
