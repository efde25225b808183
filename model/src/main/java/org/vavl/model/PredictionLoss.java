package org.vavl.model;

import org.bytedeco.pytorch.Tensor;

/** How wrong a head is (paper, Equations 2 to 4), and how much an auxiliary loss counts beside it. */
public interface PredictionLoss {
    /**
     * The loss over N clips.
     *
     * @param outputsNC as in {@link HeadOutput}
     * @param targetsNC as in {@link Batch}
     * @return one number
     */
    Tensor of(Tensor outputsNC, Tensor targetsNC);

    /** α of Equation 1: the weight of a reconstruction loss beside this one. */
    double reconstructionWeight();
}
