package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Masks over frames. A clip's length is the place of its last valid frame, so that padding does not change it. */
public final class ValidFrames {
    private ValidFrames() {}

    /**
     * Zeroes the invalid frames. They are replaced and not multiplied by 0, which would leave a NaN a NaN.
     *
     * @param xBTD the frames
     * @param validBT boolean: which of them stay
     * @return (B, T, D)
     */
    public static Tensor zeroInvalid(Tensor xBTD, Tensor validBT) {
        return xBTD.masked_fill(validBT.logical_not().unsqueeze(2), new Scalar(0.0));
    }

    /**
     * The length of each clip: one more than the index of its last valid frame.
     *
     * @param validBT boolean
     * @return (B), whole numbers; 0 for a clip that has no valid frame
     */
    public static Tensor lengths(Tensor validBT) {
        Tensor placeT = indices(validBT.size(1), validBT).add(new Scalar(1));
        return validBT.to(ScalarType.Long).mul(placeT).amax(new long[] {1}, false);
    }

    /**
     * The frames up to each clip's length, valid or not.
     *
     * @param lengthsB whole numbers
     * @param frames T
     * @return (B, T), boolean
     */
    public static Tensor within(Tensor lengthsB, long frames) {
        return indices(frames, lengthsB).unsqueeze(0).lt(lengthsB.unsqueeze(1));
    }

    /**
     * The last valid frame of each clip.
     *
     * @param xBTD the frames
     * @param validBT boolean
     * @return (B, D); the first frame of a clip that has no valid one
     */
    public static Tensor last(Tensor xBTD, Tensor validBT) {
        Tensor lastB = lengths(validBT).sub(new Scalar(1)).clamp_min(new Scalar(0));
        return frame(xBTD, lastB);
    }

    /**
     * One frame of each clip.
     *
     * @param xBTD the frames
     * @param indexB which one, from 0 to T−1
     * @return (B, D)
     */
    static Tensor frame(Tensor xBTD, Tensor indexB) {
        Tensor indexB1D = indexB.unsqueeze(1).unsqueeze(2).expand(xBTD.size(0), 1, xBTD.size(2));
        return xBTD.gather(1, indexB1D).squeeze(1);
    }

    /**
     * Moves the valid frames of each clip to its beginning, in their order, as if the others had never been.
     *
     * @param xBTD the frames
     * @param validBT boolean
     * @return (B, T, D); what follows the valid frames means nothing
     */
    public static Tensor compact(Tensor xBTD, Tensor validBT) {
        Tensor orderBT = validBT.logical_not().to(ScalarType.Int).argsort(true, 1, false);
        return xBTD.gather(1, orderBT.unsqueeze(2).expand(xBTD.shape()));
    }

    /** 0 to count−1, whole numbers, where another tensor is. */
    public static Tensor indices(long count, Tensor where) {
        TensorOptions options = where.options().dtype(new org.bytedeco.pytorch.ScalarTypeOptional(ScalarType.Long));
        return torch.arange(new Scalar(count), options);
    }
}
