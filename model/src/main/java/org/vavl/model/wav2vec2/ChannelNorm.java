package org.vavl.model.wav2vec2;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/** Brings each channel to mean 0 and variance 1 over all of a clip's time; 10⁻⁵ is added to the variance. */
@FunctionalInterface
interface ChannelNorm {
    /** Added to the variance. */
    double EPSILON = 1e-5;

    /**
     * Normalises.
     *
     * @param xBTC float32
     * @return (B, T, C)
     */
    Tensor normalise(Tensor xBTC);

    /** By the mean and variance of what is normalised. */
    static ChannelNorm ofItself() {
        return xBTC -> {
            long[] time = {1};
            Tensor meanB1C = xBTC.mean(time, true, new ScalarTypeOptional());
            Tensor varianceB1C = xBTC.var(time, false, true);
            return xBTC.sub(meanB1C).mul(varianceB1C.add(new Scalar(EPSILON)).rsqrt());
        };
    }
}
