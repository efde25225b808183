package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/** The mean over the valid frames of each clip. */
public final class MaskedMean {
    private MaskedMean() {}

    /**
     * Takes the mean.
     *
     * @param xBTD the frames
     * @param validBT boolean: which of them count
     * @return (B, D), float32; zeros for a clip that has no valid frame
     */
    public static Tensor overTime(Tensor xBTD, Tensor validBT) {
        Tensor framesB1 = validBT.sum(new long[] {1}, true, new ScalarTypeOptional(ScalarType.Float));
        return ValidFrames.zeroInvalid(xBTD, validBT)
                .sum(new long[] {1}, false, new ScalarTypeOptional(ScalarType.Float))
                .div(framesB1.clamp_min(new Scalar(1.0)));
    }

    /** The same as {@link #overTime} in a graph. */
    public static GraphValue overTime(GraphValue xBTD, GraphValue validBT) {
        GraphValue framesB1 = validBT.cast(GraphType.FLOAT32).sum(1, true);
        GraphValue one = xBTD.graph().scalar(GraphType.FLOAT32, 1);
        return ValidFrames.zeroInvalid(xBTD, validBT).sum(1, false).dividedBy(framesB1.max(one));
    }
}
