package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;

/**
 * Which frames of a batch of B clips and T frames are there. Where all are, in inference on one clip, hiding the others is
 * not even begun: small operations are a good part of an answer's time.
 */
public final class FrameMask {
    /** The score of what is not seen: no infinity, so that a clip without any valid frame gets equal weights and not NaN. */
    public static final double LOWEST_SCORE = -Float.MAX_VALUE;

    private final Tensor validBT;
    private final boolean hidesNothing;

    private FrameMask(Tensor validBT, boolean hidesNothing) {
        this.validBT = validBT;
        this.hidesNothing = hidesNothing;
    }

    /**
     * The mask of a batch.
     *
     * @param validBT boolean: which frames are valid
     */
    public static FrameMask of(Tensor validBT, ForwardMode mode) {
        boolean askable = !mode.training() && validBT.is_cpu(); // elsewhere the answer would have to be waited for
        return new FrameMask(validBT, askable && validBT.all().item_bool());
    }

    /** The frames of (B, T, D) with zeros in place of those that are not there. */
    public Tensor zeroInvalid(Tensor xBTD) {
        return hidesNothing ? xBTD : ValidFrames.zeroInvalid(xBTD, validBT);
    }

    /** The scores (B, H, T, T), overwritten so that no frame attends to one that is not there. */
    public Tensor maskInvalidKeys(Tensor scoresBHTT) {
        return hidesNothing
                ? scoresBHTT
                : scoresBHTT.masked_fill_(validBT.logical_not().unsqueeze(1).unsqueeze(2), new Scalar(LOWEST_SCORE));
    }
}
