package org.vavl.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One modality of the clips in a batch that have it. N of the batch's clips do; T is the length of the longest.
 *
 * @param rows which clips of the batch, ascending; N of them, at least one
 * @param featuresNTD the normalised features; 0 in every frame that is not valid
 * @param validNT which frames are valid, as booleans; at least one in each clip
 */
public record ModalityBatch(List<Integer> rows, Tensor featuresNTD, Tensor validNT) {}
