package org.vavl.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Modality;

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
        return select(from.outputsNC(), positions(from.rows(), clips));
    }

    /** The same batch with what it holds of some of its clips only; all of them have every modality of the batch. */
    public static Batch only(Batch batch, List<Integer> clips) {
        Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
        batch.modalities().forEach((modality, part) -> parts.put(modality, only(part, clips)));
        return new Batch(batch.clips(), parts, batch.targets());
    }

    private static ModalityBatch only(ModalityBatch part, List<Integer> clips) {
        if (part.rows().equals(clips)) {
            return part;
        }
        long[] positions = positions(part.rows(), clips);
        return new ModalityBatch(clips, select(part.featuresNTD(), positions), select(part.validNT(), positions));
    }

    private static long[] positions(List<Integer> rows, List<Integer> clips) {
        return clips.stream().mapToLong(rows::indexOf).toArray();
    }

    /** The rows of some clips in a tensor that holds all clips of the batch. */
    public static Tensor select(Tensor ofAllBX, List<Integer> clips) {
        return clips.size() == ofAllBX.size(0)
                ? ofAllBX
                : select(ofAllBX, clips.stream().mapToLong(Integer::longValue).toArray());
    }

    /**
     * The rows of some clips in what a batch has of a modality.
     *
     * @param clips which of them are wanted; all of them have it
     */
    public static ModalityBatch select(ModalityBatch from, List<Integer> clips) {
        if (from.rows().equals(clips)) {
            return from;
        }
        long[] positions = clips.stream().mapToLong(from.rows()::indexOf).toArray();
        return new ModalityBatch(clips, select(from.featuresNTD(), positions), select(from.validNT(), positions));
    }

    /** What two parts hold of a modality: the first one's clips, then the second one's, which are others. */
    static ModalityBatch together(ModalityBatch one, ModalityBatch other) {
        long frames = Math.max(one.validNT().size(1), other.validNT().size(1));
        List<Integer> rows = new ArrayList<>(one.rows());
        rows.addAll(other.rows());
        return new ModalityBatch(
                rows,
                torch.cat(
                        new TensorVector(
                                padded(one, frames).featuresNTD(),
                                padded(other, frames).featuresNTD()),
                        0),
                torch.cat(
                        new TensorVector(
                                padded(one, frames).validNT(),
                                padded(other, frames).validNT()),
                        0));
    }

    private static ModalityBatch padded(ModalityBatch part, long frames) {
        long missing = frames - part.validNT().size(1);
        return new ModalityBatch(
                part.rows(),
                torch.constant_pad_nd(part.featuresNTD(), 0, 0, 0, missing),
                torch.constant_pad_nd(part.validNT(), 0, missing));
    }

    /**
     * Some rows of a tensor.
     *
     * @param positions of the rows, in any order, perhaps several times
     */
    public static Tensor rows(Tensor tensor, List<Integer> positions) {
        return select(tensor, positions.stream().mapToLong(Integer::longValue).toArray());
    }

    private static Tensor select(Tensor tensor, long[] positions) {
        return tensor.index_select(0, torch.tensor(positions).to(tensor.device(), torch.ScalarType.Long));
    }
}
