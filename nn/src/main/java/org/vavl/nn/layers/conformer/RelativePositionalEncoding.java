package org.vavl.nn.layers.conformer;

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

/** Sines and cosines of the distance between two frames (Vaswani et al. 2017, section 3.5; Dai et al. 2019, section 3.3). */
public final class RelativePositionalEncoding {
    private static final double LONGEST_WAVE = 10_000;

    private RelativePositionalEncoding() {}

    /**
     * The sinusoids of every distance between two of T frames.
     *
     * @param frames T, at least 1
     * @param width D, even
     * @param device where the result is
     * @return (2T−1, D), float32: a row for each distance i−j from T−1 down to −(T−1); columns 2n and 2n+1 are the sine and the
     *     cosine of distance · 10000^(−2n/D)
     */
    public static Tensor sinusoids(long frames, int width, Device device) {
        Tensor distanceP = range(frames - 1, -frames, -1, device);
        Tensor pairN = range(0, width, 2, device);
        Tensor frequencyN =
                pairN.mul(new Scalar(-Math.log(LONGEST_WAVE) / width)).exp();
        Tensor anglePN = torch.outer(distanceP, frequencyN);
        return torch.stack(new TensorVector(anglePN.sin(), anglePN.cos()), 2)
                .flatten(1, 2)
                .to(ScalarType.Float);
    }

    private static Tensor range(long start, long end, long step, Device device) {
        return torch.arange(
                new Scalar(start), new Scalar(end), new Scalar(step), TorchDevice.options(device, ScalarType.Double));
    }

    /**
     * The same as {@link #sinusoids} in a graph, with one row more: that of the distance −T.
     *
     * @param frames T, a list of one whole number
     * @return (2T, D), float32
     */
    public static GraphValue write(GraphValue frames, int width) {
        GraphBuilder graph = frames.graph();
        double[] frequencies = IntStream.range(0, width)
                .mapToDouble(d -> Math.exp(-Math.log(LONGEST_WAVE) / width * (d - d % 2)))
                .toArray();
        double[] phases = IntStream.range(0, width)
                .mapToDouble(d -> d % 2 * Math.PI / 2) // of a cosine: ONNX Runtime has no other one in float64
                .toArray();
        GraphValue count = frames.squeeze(0).cast(GraphType.FLOAT64);
        GraphValue last = graph.scalar(GraphType.FLOAT64, -1).minus(count);
        GraphValue distanceP = count.plus(GraphType.FLOAT64, -1).range(last, -1, GraphType.FLOAT64);
        return distanceP
                .unsqueeze(1)
                .times(graph.constant(GraphType.FLOAT64, frequencies))
                .plus(graph.constant(GraphType.FLOAT64, phases))
                .sin()
                .cast(GraphType.FLOAT32);
    }
}
