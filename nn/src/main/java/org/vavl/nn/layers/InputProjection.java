package org.vavl.nn.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.vavl.core.VavlException;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Brings a modality's features to the width of the model: a convolution over time without bias, a linear layer and dropout
 * (VAVL, section 3.1 and 4.3). Parameters: {@code convolution.weight} (projectionWidth, inputs, kernel), {@code linear}.
 */
public final class InputProjection {
    private final Tensor convolutionWeight;
    private final Linear linear;
    private final Dropout dropout;

    /**
     * Creates the projection.
     *
     * @param path where its parameters are created
     * @param inputs features of a frame
     * @param projectionWidth channels between the convolution and the linear layer
     * @param kernel frames that the convolution sees at once; odd
     * @param width of the model
     * @param dropout probability of a value of the result to be zeroed while training
     */
    public InputProjection(ParameterPath path, int inputs, int projectionWidth, int kernel, int width, double dropout) {
        if (kernel < 1 || kernel % 2 == 0) {
            throw new VavlException("the kernel of " + path.name() + " is " + kernel + " frames, and must be odd");
        }
        convolutionWeight = path.child("convolution")
                .createInComputeType(
                        "weight", Initialisation.forInputs(inputs * kernel), projectionWidth, inputs, kernel);
        linear = new Linear(path.child("linear"), projectionWidth, width);
        this.dropout = new Dropout(dropout);
    }

    /**
     * Projects each frame.
     *
     * @param featuresBTF features of F values per frame; invalid frames count as zeros, as the frames beyond the ends do
     * @param validBT boolean: which frames are there
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, T, width), in that precision's type
     */
    public Tensor forward(Tensor featuresBTF, Tensor validBT, ForwardMode mode) {
        Tensor xBTF = mode.toComputeType(ValidFrames.zeroInvalid(featuresBTF, validBT));
        Tensor projectedBTP =
                TemporalConvolution.convolve(xBTF, mode.toComputeType(convolutionWeight), new TensorOptional(), 1);
        return dropout.forward(linear.forward(projectedBTP, mode), mode);
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue featuresBTF, GraphValue validBT) {
        GraphBuilder graph = featuresBTF.graph();
        GraphValue xBTF = ValidFrames.zeroInvalid(featuresBTF, validBT);
        GraphValue projectedBTP = graph.in(
                "convolution",
                () -> TemporalConvolution.write(
                        xBTF, graph.kernel(convolutionWeight), List.of(), 1, convolutionWeight.size(2)));
        return graph.in("linear", () -> linear.write(projectedBTP));
    }
}
