package org.vavl.nn.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.onnx.GraphValue;

/**
 * A convolution over time that leaves the number of frames as it is. It is made in two dimensions, one of which has length 1:
 * (B, T, C) is what oneDNN calls channels-last there, its fastest layout on a CPU, and needs no copy.
 */
public final class TemporalConvolution {
    private TemporalConvolution() {}

    /**
     * Convolves.
     *
     * @param xBTC C channels
     * @param weight (outputs, C / groups, kernel), of an odd kernel; frames beyond the ends count as zeros
     * @param bias (outputs), or none
     * @param groups into which the channels are divided; each output sees those of its group
     * @return (B, T, outputs), in the type of x
     */
    public static Tensor convolve(Tensor xBTC, Tensor weight, TensorOptional bias, int groups) {
        return torch.conv2d(
                        xBTC.transpose(1, 2).unsqueeze(2),
                        weight.unsqueeze(2),
                        bias,
                        new long[] {1, 1},
                        new long[] {0, weight.size(2) / 2},
                        new long[] {1, 1},
                        groups)
                .squeeze(2)
                .transpose(1, 2);
    }

    /**
     * The same as {@link #convolve} in a graph.
     *
     * @param xBTC C channels
     * @param kernel frames that the weight sees at once
     */
    public static GraphValue write(
            GraphValue xBTC, GraphValue weight, List<GraphValue> bias, long groups, long kernel) {
        return xBTC.permute(0, 2, 1)
                .convolve(weight, bias, groups, new long[] {1}, new long[] {kernel / 2})
                .permute(0, 2, 1);
    }
}
