package org.vavl.model.wav2vec2;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Relative positions by a convolution over time (Baevski et al. 2020, section 2), followed by GELU. Where the kernel is even, the output
 * has the input's frames from the first on. Parameters: {@code weight} (D, D / groups, K) and {@code bias} (D).
 *
 * <p>The published weights are divided into length and direction (weight norm over the first two dimensions); they are put together
 * when they are read (see {@link Wav2Vec2Weights}).
 */
final class PositionalConvolution {
    private final Tensor weight;
    private final Tensor bias;
    private final int groups;
    private final int kernel;

    PositionalConvolution(ParameterPath path, Wav2Vec2Configuration configuration) {
        groups = configuration.positionGroups();
        kernel = configuration.positionKernel();
        int width = configuration.width();
        Initialisation initialisation = Initialisation.forInputs(width / groups * kernel);
        weight = path.createInComputeType("weight", initialisation, width, width / groups, kernel);
        bias = path.create("bias", initialisation, width);
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTD) {
        GraphBuilder graph = xBTD.graph();
        return xBTD.permute(0, 2, 1)
                .convolve(graph.kernel(weight), List.of(graph.parameter(bias)), groups, new long[] {1}, new long[] {
                    kernel / 2
                })
                .slice(2, graph.numbers(0), xBTD.size(1))
                .gelu()
                .permute(0, 2, 1);
    }

    /** What is to be added to (B, T, D). */
    Tensor forward(Tensor xBTD, ForwardMode mode) {
        Tensor xBDT = mode.toComputeType(xBTD).transpose(1, 2);
        Tensor convolvedBDT = torch.conv1d(
                xBDT,
                mode.toComputeType(weight),
                new TensorOptional(mode.toComputeType(bias)),
                new long[] {1},
                new long[] {kernel / 2},
                new long[] {1},
                groups);
        return torch.gelu(convolvedBDT.narrow(2, 0, xBTD.size(1)))
                .transpose(1, 2)
                .to(ScalarType.Float);
    }
}
