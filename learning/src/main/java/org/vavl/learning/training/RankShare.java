package org.vavl.learning.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.ModalityBatch;

/** A rank's part of a batch that was made of all its clips, since they are mixed with each other or shown together. */
final class RankShare {
    private RankShare() {}

    /** The clips of this rank, without the frames that none of them has. */
    static Batch of(Batch whole, Ranks ranks) {
        List<Integer> clips =
                ranks.share(IntStream.range(0, whole.clips()).boxed().toList());
        Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
        whole.modalities().forEach((modality, part) -> {
            List<Integer> there = clips.stream().filter(part.rows()::contains).toList();
            if (!there.isEmpty()) {
                parts.put(modality, renumbered(shortened(BatchRows.select(part, there)), clips));
            }
        });
        return new Batch(
                clips.size(),
                parts,
                whole.targets()
                        .map(targetsBC ->
                                clips.isEmpty() ? targetsBC.narrow(0, 0, 0) : BatchRows.rows(targetsBC, clips)));
    }

    private static ModalityBatch renumbered(ModalityBatch part, List<Integer> clips) {
        List<Integer> rows = new ArrayList<>();
        part.rows().forEach(row -> rows.add(clips.indexOf(row)));
        return new ModalityBatch(rows, part.featuresNTD(), part.validNT());
    }

    /** Up to the last frame that is valid in any clip. */
    private static ModalityBatch shortened(ModalityBatch part) {
        Tensor usedT = part.validNT().any(0);
        long frames = usedT.nonzero().max().item_long() + 1;
        return frames == part.validNT().size(1)
                ? part
                : new ModalityBatch(
                        part.rows(),
                        part.featuresNTD().narrow(1, 0, frames).contiguous(),
                        part.validNT().narrow(1, 0, frames).contiguous());
    }
}
