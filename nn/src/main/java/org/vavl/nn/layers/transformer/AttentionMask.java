package org.vavl.nn.layers.transformer;

import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphValue;

/**
 * Which frames of a source (K of them) each frame of a target (Q of them) may see: boolean, (B, 1, Q, K) or (B, 1, 1, K) where it is
 * the same for all.
 */
public final class AttentionMask {
    private AttentionMask() {}

    /**
     * Every valid frame of the source.
     *
     * @param validBK boolean: which frames of the source are there
     * @return (B, 1, 1, K)
     */
    public static Tensor valid(Tensor validBK) {
        return validBK.unsqueeze(1).unsqueeze(2);
    }

    /**
     * The valid frames of the source that are not later than the target's frame, where the longer of the two may be ahead by the
     * difference of their lengths: frame i sees the frames j ≤ i + |K − Q| (Tsai et al. 2019, in their code). Lengths are each clip's
     * own, so that padding shows nobody more.
     *
     * @param validBQ boolean: which frames of the target are there
     * @param validBK boolean: which frames of the source are there
     * @return (B, 1, Q, K)
     */
    public static Tensor causal(Tensor validBQ, Tensor validBK) {
        Tensor aheadB =
                ValidFrames.lengths(validBK).sub(ValidFrames.lengths(validBQ)).abs();
        Tensor latestBQ1 = ValidFrames.indices(validBQ.size(1), validBQ)
                .unsqueeze(0)
                .add(aheadB.unsqueeze(1))
                .unsqueeze(2);
        Tensor sourceK = ValidFrames.indices(validBK.size(1), validBK);
        return sourceK.le(latestBQ1).logical_and(validBK.unsqueeze(1)).unsqueeze(1);
    }

    /** The same as {@link #valid(Tensor)} in a graph. */
    public static GraphValue valid(GraphValue validBK) {
        return validBK.unsqueeze(1, 2);
    }

    /** The same as {@link #causal(Tensor, Tensor)} in a graph. */
    public static GraphValue causal(GraphValue validBQ, GraphValue validBK) {
        GraphValue aheadB =
                ValidFrames.lengths(validBK).minus(ValidFrames.lengths(validBQ)).abs();
        GraphValue latestBQ1 = ValidFrames.indices(validBQ.size(1))
                .unsqueeze(0)
                .plus(aheadB.unsqueeze(1))
                .unsqueeze(2);
        GraphValue sourceK = ValidFrames.indices(validBK.size(1));
        return sourceK.isAtMost(latestBQ1).and(validBK.unsqueeze(1)).unsqueeze(1);
    }
}
