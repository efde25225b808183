package org.vavl.model.whisper;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The encoder's start: GELU(conv₂(GELU(conv₁(mel)))), both convolutions over three frames, the second one with stride 2, so that two frames
 * of the spectrum (T′) make one (T). What is beyond the sound's ends counts as zeros. Parameters: {@code conv1} and {@code conv2}, each with
 * {@code weight} (D, inputs, 3) and {@code bias} (D).
 */
final class FrameConvolutions {
    private static final int KERNEL = 3;

    private final Convolution first;
    private final Convolution second;

    FrameConvolutions(ParameterPath path, WhisperConfiguration configuration) {
        first = new Convolution(path.child("conv1"), configuration.melBands(), configuration.width(), 1);
        second = new Convolution(path.child("conv2"), configuration.width(), configuration.width(), 2);
    }

    /**
     * Applies them.
     *
     * @param melBTM (B, T′, M) float32
     * @param beyondBT1 (B, T′, 1) boolean: the frames that are beyond a clip's end; none given if none is
     * @return (B, T, D), float32
     */
    Tensor forward(Tensor melBTM, TensorOptional beyondBT1, ForwardMode mode) {
        Tensor firstBTD = torch.gelu(first.forward(withoutBeyond(melBTM, beyondBT1), mode));
        return torch.gelu(second.forward(withoutBeyond(firstBTD, beyondBT1), mode));
    }

    /** The same as {@link #forward} in a graph, of the frames that are a clip's. */
    GraphValue write(GraphValue melBTM, GraphValue validBT) {
        GraphBuilder graph = melBTM.graph();
        GraphValue soundBTM = ValidFrames.zeroInvalid(melBTM, validBT);
        GraphValue firstBTD = graph.in("conv1", () -> first.write(soundBTM).gelu());
        GraphValue withinBTD = ValidFrames.zeroInvalid(firstBTD, validBT);
        return graph.in("conv2", () -> second.write(withinBTD).gelu());
    }

    private static Tensor withoutBeyond(Tensor xBTC, TensorOptional beyondBT1) {
        return beyondBT1.has_value() ? xBTC.masked_fill(beyondBT1.get(), new Scalar(0.0)) : xBTC;
    }

    /** In two dimensions, one of which has length 1: (B, T, C) is oneDNN's channels-last there, and needs no copy. */
    private static final class Convolution {
        private final Tensor weight;
        private final Tensor bias;
        private final int stride;

        Convolution(ParameterPath path, int inputs, int outputs, int stride) {
            Initialisation initialisation = Initialisation.forInputs(inputs * KERNEL);
            weight = path.createInComputeType("weight", initialisation, outputs, inputs, KERNEL);
            bias = path.createInComputeType("bias", initialisation, outputs);
            this.stride = stride;
        }

        Tensor forward(Tensor xBTC, ForwardMode mode) {
            return torch.conv2d(
                            mode.toComputeType(xBTC).transpose(1, 2).unsqueeze(2),
                            mode.toComputeType(weight).unsqueeze(2),
                            new TensorOptional(mode.toComputeType(bias)),
                            new long[] {1, stride},
                            new long[] {0, KERNEL / 2},
                            new long[] {1, 1},
                            1)
                    .squeeze(2)
                    .transpose(1, 2)
                    .to(ScalarType.Float);
        }

        GraphValue write(GraphValue xBTC) {
            GraphBuilder graph = xBTC.graph();
            return xBTC.permute(0, 2, 1)
                    .convolve(graph.kernel(weight), List.of(graph.parameter(bias)), 1, new long[] {stride}, new long[] {
                        KERNEL / 2
                    })
                    .permute(0, 2, 1);
        }
    }
}
