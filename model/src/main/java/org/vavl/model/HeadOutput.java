package org.vavl.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What one head says of the clips in a batch that have its modalities, N of them.
 *
 * @param rows which clips of the batch, ascending
 * @param outputsNC logits for classification; for regression, values on a scale where −1 and 1 are the ends of the attribute's range
 * @param embeddingsND what the head's output layers are given: where clips lie that are like those of the training, and others not
 */
public record HeadOutput(List<Integer> rows, Tensor outputsNC, Tensor embeddingsND) {
    /** Of a head that is itself the mean of others, or names no embedding: its outputs stand for it. */
    public HeadOutput(List<Integer> rows, Tensor outputsNC) {
        this(rows, outputsNC, outputsNC);
    }
}
