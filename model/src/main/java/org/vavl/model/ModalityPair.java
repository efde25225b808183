package org.vavl.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.nn.layers.ValidFrames;

/**
 * The two modalities of a network that is made for just two.
 *
 * @param first the acoustic one in an audio-visual network
 * @param second the visual one
 */
public record ModalityPair(Modality first, Modality second) {
    /**
     * Both modalities of some clips.
     *
     * @param rows which clips of the batch, ascending; N of them
     * @param first of all N clips
     * @param second of all N clips
     */
    public record Streams(List<Integer> rows, ModalityBatch first, ModalityBatch second) {}

    /**
     * The pair that a network is to understand.
     *
     * @param modalities of the corpus
     * @param network its name, for the message
     * @throws VavlException if they are not two
     */
    public static ModalityPair of(List<Modality> modalities, String network) {
        if (modalities.size() != 2
                || modalities.get(0).name().equals(modalities.get(1).name())) {
            throw new VavlException("modalities "
                    + modalities.stream().map(Modality::name).toList() + ": " + network + " needs just two");
        }
        return new ModalityPair(modalities.get(0), modalities.get(1));
    }

    /** Both, in their order. */
    public List<Modality> both() {
        return List.of(first, second);
    }

    /** The clips of a batch that have both; empty if none does. */
    public Optional<Streams> complete(Batch batch) {
        List<Integer> rows = BatchRows.withAll(batch, both());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Streams(rows, part(batch, first, rows), part(batch, second, rows)));
    }

    private static ModalityBatch part(Batch batch, Modality modality, List<Integer> rows) {
        return BatchRows.select(batch.modality(modality).orElseThrow(), rows);
    }

    /**
     * The clips of a batch that have either modality, with zeros in the place of one that they lack: a frame of zeros for each frame of the
     * other.
     *
     * @return empty if none has any
     */
    public Optional<Streams> filled(Batch batch) {
        List<Integer> rows = IntStream.range(0, batch.clips())
                .boxed()
                .filter(row -> both().stream().anyMatch(modality -> has(batch, modality, row)))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Streams(rows, filled(batch, first, second, rows), filled(batch, second, first, rows)));
    }

    private static boolean has(Batch batch, Modality modality, int row) {
        return batch.modality(modality).stream().anyMatch(part -> part.rows().contains(row));
    }

    private static ModalityBatch filled(Batch batch, Modality modality, Modality other, List<Integer> rows) {
        List<Integer> lacking =
                rows.stream().filter(row -> !has(batch, modality, row)).toList();
        if (lacking.isEmpty()) {
            return batch.modality(modality).orElseThrow();
        }
        ModalityBatch zeros = zerosBeside(BatchRows.select(batch.modality(other).orElseThrow(), lacking), modality);
        return batch.modality(modality)
                .map(part -> BatchRows.select(BatchRows.together(part, zeros), rows))
                .orElse(zeros);
    }

    private static ModalityBatch zerosBeside(ModalityBatch part, Modality missing) {
        long clips = part.validNT().size(0);
        long frames = part.validNT().size(1);
        Tensor zerosNTD = part.featuresNTD().new_zeros(clips, frames, missing.width());
        return new ModalityBatch(
                part.rows(), zerosNTD, ValidFrames.within(ValidFrames.lengths(part.validNT()), frames));
    }
}
