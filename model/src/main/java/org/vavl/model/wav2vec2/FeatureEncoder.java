package org.vavl.model.wav2vec2;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * The feature encoder (Baevski et al. 2020, section 2): strided convolutions over the samples, each followed by a norm or none and GELU.
 * Parameters, for the i-th: {@code conv_layers.i.conv} and {@code conv_layers.i.layer_norm}.
 */
final class FeatureEncoder {
    private final List<Layer> layers = new ArrayList<>();

    FeatureEncoder(ParameterPath path, Wav2Vec2Configuration configuration) {
        int inputs = 1;
        for (Wav2Vec2Configuration.Convolution convolution : configuration.convolutions()) {
            ParameterPath here = path.child("conv_layers").child(layers.size());
            layers.add(new Layer(here, configuration, inputs, convolution, layers.isEmpty()));
            inputs = convolution.channels();
        }
    }

    /**
     * Encodes clips.
     *
     * @param samplesBN float32, N at least a frame's samples
     * @return (B, T, C), float32
     */
    Tensor forward(Tensor samplesBN, ForwardMode mode) {
        return forward(samplesBN, ChannelNorm.ofItself(), mode);
    }

    /**
     * Encodes a piece of a clip as it would be within the whole clip.
     *
     * @param samplesBN float32, N at least a frame's samples
     * @param norm of the first convolution over the whole clip, where the network has such a norm
     * @return (B, T, C), float32
     */
    Tensor forward(Tensor samplesBN, ChannelNorm norm, ForwardMode mode) {
        Tensor xBTC = samplesBN.unsqueeze(2);
        for (Layer layer : layers) {
            xBTC = torch.gelu(layer.after.forward(layer.convolve(xBTC, mode), norm));
        }
        return xBTC;
    }

    /**
     * The same as {@link #forward(Tensor, ForwardMode)} in a graph.
     *
     * @param lengthsB samples of each clip
     * @param channels as in {@link Wav2Vec2#write}
     */
    GraphValue write(GraphValue samplesBN, GraphValue lengthsB, List<GraphValue> channels) {
        GraphBuilder graph = samplesBN.graph();
        GraphValue xBTC = samplesBN.unsqueeze(2);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            GraphValue before = xBTC;
            xBTC = graph.in("conv_layers." + i, () -> layer.write(before, lengthsB, channels)
                    .gelu());
        }
        return xBTC;
    }

    /**
     * Which frames a clip has, in a graph: those whose samples are all there.
     *
     * @param frames T, a list of one whole number
     * @param lengthsB samples of each clip
     * @param step samples between neighbouring frames
     * @param field samples of a frame
     * @return (B, T) boolean
     */
    static GraphValue validFrames(GraphValue frames, GraphValue lengthsB, int step, int field) {
        GraphBuilder graph = frames.graph();
        GraphValue endT = ValidFrames.indices(frames)
                .times(graph.scalar(GraphType.INT64, step))
                .plus(GraphType.INT64, field);
        return endT.unsqueeze(0).isAtMost(lengthsB.unsqueeze(1));
    }

    /** The first convolution of (B, N) samples: (B, T, C). */
    Tensor firstConvolution(Tensor samplesBN, ForwardMode mode) {
        return layers.get(0).convolve(samplesBN.unsqueeze(2), mode);
    }

    /** A convolution with what follows it. */
    private static final class Layer {
        private final Tensor weight;
        private final @Nullable Tensor bias;
        private final int stride;
        private final After after;
        private final WrittenAfter writtenAfter;

        /** What happens to the convolution's output before GELU. */
        @FunctionalInterface
        private interface After {
            Tensor forward(Tensor xBTC, ChannelNorm norm);
        }

        /** The same in a graph. */
        @FunctionalInterface
        private interface WrittenAfter {
            GraphValue write(GraphValue xBTC, GraphValue lengthsB, List<GraphValue> channels);
        }

        Layer(
                ParameterPath path,
                Wav2Vec2Configuration configuration,
                int inputs,
                Wav2Vec2Configuration.Convolution convolution,
                boolean first) {
            ParameterPath here = path.child("conv");
            int channels = convolution.channels();
            Initialisation initialisation = Initialisation.forInputs(inputs * convolution.kernel());
            weight = here.createInComputeType("weight", initialisation, channels, inputs, convolution.kernel());
            bias = configuration.convolutionBias() ? here.create("bias", initialisation, channels) : null;
            stride = convolution.stride();
            ParameterPath norm = path.child("layer_norm");
            if (configuration.norm() == Wav2Vec2Configuration.Norm.LAYER) {
                LayerNorm layerNorm = new LayerNorm(norm, channels);
                after = (xBTC, overTime) -> layerNorm.forward(xBTC);
                writtenAfter = (xBTC, lengthsB, given) -> layerNorm.write(xBTC);
            } else if (first) {
                Tensor scale = norm.create("weight", Initialisation.ones(), channels);
                Tensor shift = norm.create("bias", Initialisation.zeros(), channels);
                after = (xBTC, overTime) -> overTime.normalise(xBTC).mul(scale).add(shift);
                writtenAfter = (xBTC, lengthsB, given) -> normalise(xBTC, lengthsB, given)
                        .times(xBTC.graph().parameter(scale))
                        .plus(xBTC.graph().parameter(shift));
            } else {
                after = (xBTC, overTime) -> xBTC;
                writtenAfter = (xBTC, lengthsB, given) -> xBTC;
            }
        }

        GraphValue write(GraphValue xBTC, GraphValue lengthsB, List<GraphValue> channels) {
            GraphBuilder graph = xBTC.graph();
            GraphValue convolvedBTC = graph.in("conv", () -> xBTC.permute(0, 2, 1)
                    .convolve(
                            graph.kernel(weight),
                            bias == null ? List.of() : List.of(graph.parameter(bias)),
                            1,
                            new long[] {stride},
                            new long[] {0})
                    .permute(0, 2, 1));
            return graph.in("layer_norm", () -> writtenAfter.write(convolvedBTC, lengthsB, channels));
        }

        /** By the means and scales that are given, or, where all scales are 0, by those of the clip's own frames. */
        private GraphValue normalise(GraphValue xBTC, GraphValue lengthsB, List<GraphValue> channels) {
            GraphBuilder graph = xBTC.graph();
            GraphValue validBT1 = validFrames(xBTC.size(1), lengthsB, stride, (int) weight.size(2))
                    .unsqueeze(2)
                    .cast(GraphType.FLOAT32);
            GraphValue countB11 = validBT1.sum(1, true);
            GraphValue ownMeanB1C = xBTC.times(validBT1).sum(1, true).dividedBy(countB11);
            GraphValue differenceBTC = xBTC.minus(ownMeanB1C).times(validBT1);
            GraphValue varianceB1C =
                    differenceBTC.times(differenceBTC).sum(1, true).dividedBy(countB11);
            GraphValue ownScaleB1C = graph.scalar(GraphType.FLOAT32, 1)
                    .dividedBy(varianceB1C
                            .plus(GraphType.FLOAT32, ChannelNorm.EPSILON)
                            .sqrt());
            GraphValue scaleB1C = channels.get(1).unsqueeze(1);
            GraphValue given = graph.scalar(GraphType.FLOAT32, 0)
                    .isLess(scaleB1C.largest(2).largest(0));
            GraphValue meanB1C = given.choose(channels.get(0).unsqueeze(1), ownMeanB1C);
            return xBTC.minus(meanB1C).times(given.choose(scaleB1C, ownScaleB1C));
        }

        /** In two dimensions, one of which has length 1: (B, T, C) is oneDNN's channels-last there, and needs no copy. */
        Tensor convolve(Tensor xBTC, ForwardMode mode) {
            TensorOptional factorBias =
                    bias == null ? new TensorOptional() : new TensorOptional(mode.toComputeType(bias));
            return torch.conv2d(
                            mode.toComputeType(xBTC).transpose(1, 2).unsqueeze(2),
                            mode.toComputeType(weight).unsqueeze(2),
                            factorBias,
                            new long[] {1, stride},
                            new long[] {0, 0},
                            new long[] {1, 1},
                            1)
                    .squeeze(2)
                    .transpose(1, 2)
                    .to(ScalarType.Float);
        }
    }
}
