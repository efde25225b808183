package org.vavl.nn.layers.conformer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.FrameMask;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A conformer block (Gulati et al. 2020, equation 1). Parameters: {@code firstFeedForward}, {@code attention},
 * {@code convolution}, {@code secondFeedForward}, {@code norm}.
 */
final class ConformerBlock {
    private final FeedForward firstFeedForward;
    private final RelativeAttention attention;
    private final ConvolutionModule convolution;
    private final FeedForward secondFeedForward;
    private final LayerNorm norm;

    ConformerBlock(ParameterPath path, ConformerSettings sizes) {
        firstFeedForward = new FeedForward(path.child("firstFeedForward"), sizes);
        attention = new RelativeAttention(path.child("attention"), sizes);
        convolution = new ConvolutionModule(path.child("convolution"), sizes);
        secondFeedForward = new FeedForward(path.child("secondFeedForward"), sizes);
        norm = new LayerNorm(path.child("norm"), sizes.width());
    }

    /**
     * Applies the four modules and the norm.
     *
     * @param xBTD float32, without NaN or infinity in invalid frames
     * @param mask says which frames the others may see
     * @return (B, T, D), float32
     */
    Tensor forward(Tensor xBTD, FrameMask mask, ForwardMode mode) {
        Scalar half = new Scalar(0.5);
        Tensor firstBTD = xBTD.add(firstFeedForward.forward(xBTD, mode), half);
        Tensor attendedBTD = firstBTD.add(attention.forward(firstBTD, mask, mode));
        Tensor convolvedBTD = attendedBTD.add(convolution.forward(attendedBTD, mask, mode));
        Tensor secondBTD = convolvedBTD.add(secondFeedForward.forward(convolvedBTD, mode), half);
        return norm.forward(secondBTD);
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue firstBTD = xBTD.plus(
                graph.in("firstFeedForward", () -> firstFeedForward.write(xBTD)).times(0.5));
        GraphValue attendedBTD = firstBTD.plus(graph.in("attention", () -> attention.write(firstBTD, validBT)));
        GraphValue convolvedBTD =
                attendedBTD.plus(graph.in("convolution", () -> convolution.write(attendedBTD, validBT)));
        GraphValue secondBTD =
                convolvedBTD.plus(graph.in("secondFeedForward", () -> secondFeedForward.write(convolvedBTD))
                        .times(0.5));
        return graph.in("norm", () -> norm.write(secondBTD));
    }
}
