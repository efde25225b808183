package org.vavl.nn.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A convolution over time with a bias. Parameters: {@code weight} (outputs, inputs, kernel) and {@code bias} (outputs).
 */
public final class FrameConvolution {
    private final Tensor weight;
    private final Tensor bias;

    /**
     * Creates the convolution.
     *
     * @param path where its parameters are created
     * @param inputs values of a frame
     * @param outputs values of a frame of the result
     * @param kernel frames that it sees at once; odd
     */
    public FrameConvolution(ParameterPath path, int inputs, int outputs, int kernel) {
        if (kernel < 1 || kernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "the kernel of " + path.name() + " is " + kernel + " frames, and must be odd");
        }
        weight = path.createInComputeType("weight", Initialisation.forInputs(inputs * kernel), outputs, inputs, kernel);
        bias = path.createInComputeType("bias", Initialisation.forInputs(inputs * kernel), outputs);
    }

    /**
     * Convolves.
     *
     * @param xBTC the frames, zero where they are not valid; those beyond the ends count as zeros
     * @param mode in which precision products are made
     * @return (B, T, outputs), in that precision's type
     */
    public Tensor forward(Tensor xBTC, ForwardMode mode) {
        return TemporalConvolution.convolve(
                mode.toComputeType(xBTC), mode.toComputeType(weight), new TensorOptional(mode.toComputeType(bias)), 1);
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue xBTC) {
        GraphBuilder graph = xBTC.graph();
        return TemporalConvolution.write(xBTC, graph.kernel(weight), List.of(graph.parameter(bias)), 1, weight.size(2));
    }
}
