package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Masks over frames. */
final class ValidFrames {
    private ValidFrames() {}

    /**
     * Zeroes the invalid frames. They are replaced and not multiplied by 0, which would leave a NaN a NaN.
     *
     * @param xBTD the frames
     * @param validBT boolean: which of them stay
     * @return (B, T, D)
     */
    static Tensor zeroInvalid(Tensor xBTD, Tensor validBT) {
        return xBTD.masked_fill(validBT.logical_not().unsqueeze(2), new Scalar(0.0));
    }
}
