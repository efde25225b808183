package org.vavl.nn.layers.conformer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.FrameMask;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.TemporalConvolution;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The convolution module of a conformer block (Gulati et al. 2020, section 2.2 and figure 2). Parameters: {@code norm},
 * {@code gate}, {@code depthwise.weight} (D, 1, kernel), {@code depthwise.bias} (D), {@code depthwiseNorm}, {@code output};
 * {@code gate} and {@code output} are the pointwise convolutions, which are linear layers over each frame.
 *
 * <p>Differs from the paper: batch norm in Gulati et al. follows the depthwise convolution; a layer norm over the channels of
 * each frame does here. It has no running statistics, so the modalities that share a block stay apart, and neither padding nor
 * the other clips of a batch change a result.
 */
public final class ConvolutionModule {
    private final LayerNorm norm;
    private final Linear gate;
    private final Tensor depthwiseWeight;
    private final Tensor depthwiseBias;
    private final LayerNorm depthwiseNorm;
    private final Linear output;
    private final Dropout dropout;
    private final int width;

    public ConvolutionModule(ParameterPath path, ConformerSettings sizes) {
        width = sizes.width();
        int kernel = sizes.convolutionKernel();
        norm = new LayerNorm(path.child("norm"), width);
        gate = new Linear(path.child("gate"), width, 2 * width);
        ParameterPath depthwise = path.child("depthwise");
        depthwiseWeight = depthwise.createInComputeType("weight", Initialisation.forInputs(kernel), width, 1, kernel);
        depthwiseBias = depthwise.createInComputeType("bias", Initialisation.forInputs(kernel), width);
        depthwiseNorm = new LayerNorm(path.child("depthwiseNorm"), width);
        output = new Linear(path.child("output"), width, width);
        dropout = new Dropout(sizes.dropout());
    }

    /**
     * Applies the module.
     *
     * @param xBTD float32
     * @param mask says which frames the others may see
     * @return (B, T, D), to be added to x
     */
    public Tensor forward(Tensor xBTD, FrameMask mask, ForwardMode mode) {
        Tensor gatedBTD = torch.glu(gate.forward(norm.forward(xBTD), mode));
        Tensor mixedBTD = depthwise(mask.zeroInvalid(gatedBTD), mode);
        Tensor activeBTD = torch.silu(depthwiseNorm.forward(mixedBTD));
        return dropout.forward(output.forward(activeBTD, mode), mode);
    }

    /** One filter over time for each channel. */
    private Tensor depthwise(Tensor xBTD, ForwardMode mode) {
        TensorOptional bias = new TensorOptional(mode.toComputeType(depthwiseBias));
        return TemporalConvolution.convolve(mode.toComputeType(xBTD), mode.toComputeType(depthwiseWeight), bias, width);
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue normedBTD = graph.in("norm", () -> norm.write(xBTD));
        GraphValue gatedBTD = graph.in("gate", () -> gate.write(normedBTD).glu());
        GraphValue mixedBTD = graph.in(
                "depthwise",
                () -> TemporalConvolution.write(
                        ValidFrames.zeroInvalid(gatedBTD, validBT),
                        graph.kernel(depthwiseWeight),
                        List.of(graph.parameter(depthwiseBias)),
                        width,
                        depthwiseWeight.size(2)));
        GraphValue activeBTD =
                graph.in("depthwiseNorm", () -> depthwiseNorm.write(mixedBTD).silu());
        return graph.in("output", () -> output.write(activeBTD));
    }
}
