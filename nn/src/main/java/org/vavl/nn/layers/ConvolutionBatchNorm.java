package org.vavl.nn.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A convolution over pictures without bias, and the batch norm behind it (Ioffe and Szegedy 2015, arXiv:1502.03167): in training by the
 * batch's statistics, of which running means are kept with momentum 0.1, otherwise by those. Parameters: {@code weight} (outputs, inputs,
 * kernel, kernel), {@code norm.weight}, {@code norm.bias} (outputs); statistics: {@code norm.mean}, {@code norm.variance} (outputs).
 */
public final class ConvolutionBatchNorm {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Tensor weight;
    private final Tensor normWeight;
    private final Tensor normBias;
    private final Tensor runningMean;
    private final Tensor runningVariance;
    private final long[] padding;

    /**
     * Creates both. The weights are drawn as He et al. 2015 (arXiv:1502.01852) do for the layers behind a ReLU.
     *
     * @param path where parameters and statistics are created
     * @param inputs channels, at least 1
     * @param outputs channels, at least 1
     * @param kernel pixels on a side, odd; pixels beyond the edges count as 0
     */
    public ConvolutionBatchNorm(ParameterPath path, int inputs, int outputs, int kernel) {
        double deviation = Math.sqrt(2.0 / (outputs * kernel * kernel));
        weight = path.createInComputeType("weight", Initialisation.normal(deviation), outputs, inputs, kernel, kernel);
        ParameterPath norm = path.child("norm");
        normWeight = norm.create("weight", Initialisation.ones(), outputs);
        normBias = norm.create("bias", Initialisation.zeros(), outputs);
        runningMean = norm.createStatistic("mean", Initialisation.zeros(), outputs);
        runningVariance = norm.createStatistic("variance", Initialisation.ones(), outputs);
        padding = new long[] {kernel / 2, kernel / 2};
    }

    /**
     * Convolves and normalises.
     *
     * @param xNIHW I input channels
     * @param mode whether this is training, and in which precision products are made
     * @return (N, outputs, H, W), in that precision's type
     */
    public Tensor forward(Tensor xNIHW, ForwardMode mode) {
        Tensor convolvedNOHW = torch.conv2d(
                mode.toComputeType(xNIHW),
                mode.toComputeType(weight),
                new TensorOptional(),
                new long[] {1, 1},
                padding,
                new long[] {1, 1},
                1);
        return torch.batch_norm(
                convolvedNOHW,
                new TensorOptional(normWeight),
                new TensorOptional(normBias),
                new TensorOptional(runningMean),
                new TensorOptional(runningVariance),
                mode.training(),
                MOMENTUM,
                EPSILON,
                false);
    }

    /** The same as {@link #forward} in a graph, by the running statistics. */
    public GraphValue write(GraphValue xNIHW) {
        GraphBuilder graph = xNIHW.graph();
        return xNIHW.convolve(graph.kernel(weight), List.of(), 1, new long[] {1, 1}, padding)
                .batchNorm(
                        graph.parameter(normWeight),
                        graph.parameter(normBias),
                        graph.parameter(runningMean),
                        graph.parameter(runningVariance),
                        EPSILON);
    }
}
