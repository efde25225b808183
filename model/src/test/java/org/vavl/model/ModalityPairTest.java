package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Modality;
import org.vavl.nn.LibTorch;
import org.vavl.nn.layers.ValidFrames;

class ModalityPairTest {
    private static final Modality ACOUSTIC = new Modality("acoustic", 2);
    private static final Modality VISUAL = new Modality("visual", 3);

    private final ModalityPair pair = ModalityPair.of(List.of(ACOUSTIC, VISUAL), "test");

    /** Of as many frames as each clip's length says. */
    private static ModalityBatch part(Modality modality, List<Integer> rows, int... lengths) {
        Tensor lengthsN = torch.tensor(lengths).to(torch.ScalarType.Long);
        long frames = lengthsN.max().item_long();
        Tensor validNT = ValidFrames.within(lengthsN, frames);
        Tensor onesNTD = torch.ones(rows.size(), frames, modality.width());
        return new ModalityBatch(rows, ValidFrames.zeroInvalid(onesNTD, validNT), validNT);
    }

    /** Clip 0 is heard for 4 frames, clip 1 is not there, clip 2 is seen for 5, clip 3 has 2 of both. */
    @Test
    void whatAClipLacksIsAFrameOfZerosForEachOfTheOther() {
        LibTorch.load();
        try (PointerScope scope = new PointerScope()) {
            Batch batch = new Batch(
                    4,
                    Map.of(
                            ACOUSTIC, part(ACOUSTIC, List.of(0, 3), 4, 2),
                            VISUAL, part(VISUAL, List.of(2, 3), 5, 2)),
                    torch.zeros(4, 1));
            ModalityPair.Streams streams = pair.filled(batch).orElseThrow();
            assertThat(streams.rows()).containsExactly(0, 2, 3);
            assertThat(frames(streams.first())).containsExactly(4, 5, 2);
            assertThat(frames(streams.second())).containsExactly(4, 5, 2);
            assertThat(sums(streams.first())).containsExactly(8, 0, 4);
            assertThat(sums(streams.second())).containsExactly(0, 15, 6);
            assertThat(pair.complete(batch).orElseThrow().rows()).containsExactly(3);
            assertThat(pair.filled(new Batch(4, Map.of(), batch.targetsBC()))).isEmpty();
        }
    }

    private static List<Integer> frames(ModalityBatch part) {
        return integers(ValidFrames.lengths(part.validNT()));
    }

    private static List<Integer> sums(ModalityBatch part) {
        return integers(part.featuresNTD().sum(1, 2));
    }

    private static List<Integer> integers(Tensor valuesN) {
        return java.util.stream.LongStream.range(0, valuesN.size(0))
                .mapToObj(n -> (int) valuesN.select(0, n).item_double())
                .toList();
    }
}
