package org.vavl.model;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.corpus.Modality;

/** Finds the clips of a batch again in tensors that hold only some of them. */
public final class BatchRows {
    private BatchRows() {}

    /** Which clips of a batch have every one of the modalities, ascending. */
    public static List<Integer> withAll(Batch batch, List<Modality> modalities) {
        return IntStream.range(0, batch.clips())
                .boxed()
                .filter(row -> modalities.stream().allMatch(modality -> batch.modality(modality).stream()
                        .anyMatch(part -> part.rows().contains(row))))
                .toList();
    }

    /**
     * The rows of some clips in a tensor that holds those and perhaps others.
     *
     * @param from which clips of the batch the tensor holds, and the tensor
     * @param clips which of them are wanted; all of them are there
     * @return the tensor itself if it holds no others
     */
    public static Tensor select(HeadOutput from, List<Integer> clips) {
        if (from.rows().equals(clips)) {
            return from.outputsNC();
        }
        long[] positions = clips.stream().mapToLong(from.rows()::indexOf).toArray();
        return select(from.outputsNC(), positions);
    }

    /** The rows of some clips in a tensor that holds all clips of the batch. */
    public static Tensor select(Tensor ofAllBX, List<Integer> clips) {
        return clips.size() == ofAllBX.size(0)
                ? ofAllBX
                : select(ofAllBX, clips.stream().mapToLong(Integer::longValue).toArray());
    }

    private static Tensor select(Tensor tensor, long[] positions) {
        return tensor.index_select(0, torch.tensor(positions).to(tensor.device(), torch.ScalarType.Long));
    }
}
