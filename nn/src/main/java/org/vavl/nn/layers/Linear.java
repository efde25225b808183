package org.vavl.nn.layers;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.LibTorch;
import org.vavl.nn.PackedMatrix;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/** y = x Wᵀ + b over the last dimension. Parameters: {@code weight} (outputs, inputs) and {@code bias} (outputs). */
public final class Linear {
    private static final long LONG = 256;

    private final Tensor weight;
    private final Optional<Tensor> bias;

    /**
     * A layer with b.
     *
     * @param path where its parameters are created
     * @param inputs width of x, at least 1
     * @param outputs width of y, at least 1
     */
    public Linear(ParameterPath path, int inputs, int outputs) {
        this(path, inputs, outputs, true);
    }

    private Linear(ParameterPath path, int inputs, int outputs, boolean hasBias) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(path.name() + " has " + inputs + " inputs and " + outputs
                    + " outputs, and must have at least 1 of each");
        }
        weight = path.createMatrix("weight", Initialisation.forInputs(inputs), outputs, inputs);
        bias = hasBias
                ? Optional.of(path.createInComputeType("bias", Initialisation.forInputs(inputs), outputs))
                : Optional.empty();
    }

    /**
     * A layer without b.
     *
     * @param path where its parameter is created
     * @param inputs width of x, at least 1
     * @param outputs width of y, at least 1
     */
    public static Linear withoutBias(ParameterPath path, int inputs, int outputs) {
        return new Linear(path, inputs, outputs, false);
    }

    /**
     * Applies the layer.
     *
     * @param x (…, inputs)
     * @param mode in which precision the product is made
     * @return (…, outputs), in that precision's type
     */
    public Tensor forward(Tensor x, ForwardMode mode) {
        if (isPacked()) {
            return bias.map(b -> PackedMatrix.product(x, weight, b)).orElseGet(() -> PackedMatrix.product(x, weight));
        }
        TensorOptional factorBias =
                bias.map(b -> new TensorOptional(mode.toComputeType(b))).orElseGet(TensorOptional::new);
        return product(mode.toComputeType(x), mode.toComputeType(weight), factorBias);
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue x) {
        GraphBuilder graph = x.graph();
        GraphValue product = x.matMul(graph.matrix(weight));
        return bias.map(b -> product.plus(graph.parameter(b))).orElse(product);
    }

    /** Whether the layer stays as it is, since its matrix is packed. */
    public boolean isPacked() {
        return PackedMatrix.isPacked(weight);
    }

    private static Tensor product(Tensor x, Tensor weight, TensorOptional bias) {
        return LibTorch.prefersConvolutions() && x.is_cpu() && isLongFloat32(x)
                ? TemporalConvolution.convolve(x, weight.unsqueeze(2), bias, 1)
                : torch.linear(x, weight, bias);
    }

    /**
     * Whether a product is made by oneDNN as a convolution over one frame, on all threads, and not by OpenBLAS, on one (see
     * {@link LibTorch}). For fewer rows, bringing the weights into oneDNN's layout takes longer than that saves; bfloat16 is
     * oneDNN's anyway.
     */
    private static boolean isLongFloat32(Tensor x) {
        return x.dim() == 3 && x.size(0) * x.size(1) >= LONG && x.scalar_type().intern() == ScalarType.Float;
    }
}
