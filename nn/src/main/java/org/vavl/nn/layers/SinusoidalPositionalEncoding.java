package org.vavl.nn.layers;

import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Device;
import org.vavl.nn.TorchDevice;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * Sines and cosines of a frame's place (Vaswani et al. 2017, section 3.5), as tensor2tensor has them: first all sines, then all
 * cosines; places count from 1.
 */
public final class SinusoidalPositionalEncoding {
    private static final double LONGEST_WAVE = 10_000;

    private SinusoidalPositionalEncoding() {}

    /**
     * The positions of T frames.
     *
     * @param frames T
     * @param width D, even and at least 4
     * @param device where the result is
     * @return (T, D), float32: for place p = t+1, sin(p·ω₀) … sin(p·ωₙ₋₁), cos(p·ω₀) … cos(p·ωₙ₋₁), with n = D/2 and
     *     ωₖ = 10000^(−k/(n−1))
     */
    public static Tensor of(long frames, int width, Device device) {
        if (width < 4 || width % 2 != 0) {
            throw new IllegalArgumentException(
                    "width is " + width + ", and must be even and at least 4 for sinusoidal positions");
        }
        int pairs = width / 2;
        var options = TorchDevice.options(device, ScalarType.Double);
        Tensor placeT = torch.arange(new Scalar(1L), new Scalar(frames + 1), options);
        Tensor frequencyN = torch.arange(new Scalar(pairs), options)
                .mul(new Scalar(-Math.log(LONGEST_WAVE) / (pairs - 1)))
                .exp();
        Tensor angleTN = torch.outer(placeT, frequencyN);
        return torch.cat(new TensorVector(angleTN.sin(), angleTN.cos()), 1).to(ScalarType.Float);
    }

    /**
     * The same as {@link #of} in a graph.
     *
     * @param frames T, a list of one whole number
     */
    public static GraphValue write(GraphValue frames, int width) {
        GraphBuilder graph = frames.graph();
        int pairs = width / 2;
        double[] frequencies = IntStream.range(0, width)
                .mapToDouble(d -> Math.exp(-Math.log(LONGEST_WAVE) / (pairs - 1) * (d % pairs)))
                .toArray();
        double[] phases = IntStream.range(0, width)
                .mapToDouble(d -> d < pairs ? 0 : Math.PI / 2) // of a cosine: ONNX Runtime has no other one in float64
                .toArray();
        return ValidFrames.indices(frames)
                .plus(GraphType.INT64, 1)
                .cast(GraphType.FLOAT64)
                .unsqueeze(1)
                .times(graph.constant(GraphType.FLOAT64, frequencies))
                .plus(graph.constant(GraphType.FLOAT64, phases))
                .sin()
                .cast(GraphType.FLOAT32);
    }
}
