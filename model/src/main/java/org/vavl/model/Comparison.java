package org.vavl.model;

import org.bytedeco.pytorch.Tensor;

/**
 * What an update's loss compares, for N clips: each row is one clip's alone. So the rows of several processes that share a batch can be put
 * together before the loss is taken.
 *
 * @param name one of the update's {@link Update#comparisons}
 * @param outputsNX what the network says, with a gradient
 * @param targetsNX what it should say, without
 */
public record Comparison(String name, Tensor outputsNX, Tensor targetsNX) {
    /** The number of clips, N. */
    public long clips() {
        return outputsNX.size(0);
    }
}
