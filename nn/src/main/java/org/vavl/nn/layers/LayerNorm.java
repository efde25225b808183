package org.vavl.nn.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphValue;

/**
 * Layer normalisation over the last dimension (Ba, Kiros and Hinton 2016, arXiv:1607.06450): (x − mean)/√(variance + 10⁻⁵) ·
 * weight + bias. Parameters: {@code weight} (width) and {@code bias} (width).
 */
public final class LayerNorm {
    private static final double EPSILON = 1e-5;

    private final double epsilon;
    private final long[] shape;
    private final Tensor weight;
    private final Tensor bias;

    /**
     * A norm that starts as weight 1, bias 0.
     *
     * @param path where its parameters are created
     * @param width of the last dimension, at least 1
     */
    public LayerNorm(ParameterPath path, int width) {
        this(path, width, EPSILON);
    }

    /**
     * A norm with another number than 10⁻⁵ under the root.
     *
     * @param path where its parameters are created
     * @param width of the last dimension, at least 1
     * @param epsilon the number, above 0
     */
    public LayerNorm(ParameterPath path, int width, double epsilon) {
        if (width < 1) {
            throw new IllegalArgumentException(path.name() + " has width " + width + ", and must have at least 1");
        }
        this.epsilon = epsilon;
        shape = new long[] {width};
        weight = path.create("weight", Initialisation.ones(), width);
        bias = path.create("bias", Initialisation.zeros(), width);
    }

    /**
     * Normalises.
     *
     * @param x (…, width), of any floating-point type
     * @return (…, width), float32
     */
    public Tensor forward(Tensor x) {
        return torch.layer_norm(
                x.to(ScalarType.Float), shape, new TensorOptional(weight), new TensorOptional(bias), epsilon, false);
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue x) {
        return x.layerNorm(x.graph().parameter(weight), x.graph().parameter(bias), epsilon);
    }
}
