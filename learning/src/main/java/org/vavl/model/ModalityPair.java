package org.vavl.model;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.vavl.corpus.Modality;
import org.vavl.nn.VavlException;
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
     * The clips of a batch that have one modality, with zeros in the place of the other: a frame of zeros for each frame of the one, whether
     * the clips have the other or not.
     *
     * @param modality one of the pair
     * @return empty if none has it
     */
    public Optional<Streams> alone(Batch batch, Modality modality) {
        return batch.modality(modality).map(part -> besideZeros(part, modality));
    }

    /** As {@link #alone}, for the clips that lack the other modality. */
    public Optional<Streams> onlyWith(Batch batch, Modality modality) {
        List<Integer> complete = BatchRows.withAll(batch, both());
        return batch.modality(modality).flatMap(part -> {
            List<Integer> rows =
                    part.rows().stream().filter(row -> !complete.contains(row)).toList();
            return rows.isEmpty() ? Optional.empty() : Optional.of(besideZeros(BatchRows.select(part, rows), modality));
        });
    }

    private Streams besideZeros(ModalityBatch part, Modality modality) {
        boolean isFirst = modality.equals(first);
        ModalityBatch zeros = zerosBeside(part, isFirst ? second : first);
        return new Streams(part.rows(), isFirst ? part : zeros, isFirst ? zeros : part);
    }

    private static ModalityBatch zerosBeside(ModalityBatch part, Modality other) {
        long clips = part.validNT().size(0);
        long frames = part.validNT().size(1);
        Tensor zerosNTD = part.featuresNTD().new_zeros(clips, frames, other.width());
        return new ModalityBatch(
                part.rows(), zerosNTD, ValidFrames.within(ValidFrames.lengths(part.validNT()), frames));
    }
}
