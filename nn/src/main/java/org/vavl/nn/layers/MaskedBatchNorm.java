package org.vavl.nn.layers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * Batch normalisation over the valid frames of a batch (Ioffe and Szegedy 2015): (x − mean)/√(variance + 10⁻⁵) · weight + bias for each
 * channel. In training, mean and variance are the batch's, and their running means, with momentum 0.1, are kept; otherwise
 * these are used, so that a clip's result does not depend on its batch. Parameters: {@code weight} and {@code bias}
 * (channels); statistics: {@code mean} and {@code variance} (channels).
 *
 * <p>Differs from the usual one: frames that are not valid take no part in any mean.
 */
public final class MaskedBatchNorm {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Tensor weight;
    private final Tensor bias;
    private final Tensor runningMean;
    private final Tensor runningVariance;

    /**
     * A norm that starts as weight 1, bias 0.
     *
     * @param path where its parameters and statistics are created
     * @param channels values of a frame, at least 1
     */
    public MaskedBatchNorm(ParameterPath path, int channels) {
        weight = path.create("weight", Initialisation.ones(), channels);
        bias = path.create("bias", Initialisation.zeros(), channels);
        runningMean = path.createStatistic("mean", Initialisation.zeros(), channels);
        runningVariance = path.createStatistic("variance", Initialisation.ones(), channels);
    }

    /**
     * Normalises.
     *
     * @param xBTC the frames
     * @param validBT boolean: which of them count
     * @param mode whether this is training
     * @return (B, T, C), float32; what is in frames that are not valid means nothing
     */
    public Tensor forward(Tensor xBTC, Tensor validBT, ForwardMode mode) {
        Tensor float32BTC = xBTC.to(ScalarType.Float);
        if (!mode.training()) {
            return normalise(float32BTC, runningMean, runningVariance);
        }
        Tensor framesM = validBT.sum().to(ScalarType.Float).clamp_min(new Scalar(1.0));
        Tensor meanC = sum(float32BTC, validBT).div(framesM);
        Tensor varianceC = sum(float32BTC.sub(meanC).square(), validBT).div(framesM);
        keep(meanC, varianceC, framesM);
        return normalise(float32BTC, meanC, varianceC);
    }

    private static Tensor sum(Tensor xBTC, Tensor validBT) {
        return ValidFrames.zeroInvalid(xBTC, validBT).sum(0, 1);
    }

    private Tensor normalise(Tensor xBTC, Tensor meanC, Tensor varianceC) {
        Tensor scaleC = varianceC.add(new Scalar(EPSILON)).rsqrt().mul(weight);
        return xBTC.sub(meanC).mul(scaleC).add(bias);
    }

    /** Takes a batch's statistics into the running ones, the variance as that of a sample. */
    private void keep(Tensor meanC, Tensor varianceC, Tensor framesM) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor unbiasedC =
                    varianceC.mul(framesM).div(framesM.sub(new Scalar(1.0)).clamp_min(new Scalar(1.0)));
            runningMean.lerp_(meanC, new Scalar(MOMENTUM));
            runningVariance.lerp_(unbiasedC, new Scalar(MOMENTUM));
        }
    }

    /** The same as {@link #forward} in a graph, by the running statistics. */
    public GraphValue write(GraphValue xBTC) {
        GraphBuilder graph = xBTC.graph();
        GraphValue varianceC = graph.parameter(runningVariance).plus(GraphType.FLOAT32, EPSILON);
        return xBTC.minus(graph.parameter(runningMean))
                .dividedBy(varianceC.sqrt())
                .times(graph.parameter(weight))
                .plus(graph.parameter(bias));
    }
}
