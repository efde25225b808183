package org.vavl.model.wav2vec2;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.LayerNorm;

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

        /** What happens to the convolution's output before GELU. */
        @FunctionalInterface
        private interface After {
            Tensor forward(Tensor xBTC, ChannelNorm norm);
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
            after = after(path.child("layer_norm"), configuration.norm(), channels, first);
        }

        private static After after(ParameterPath path, Wav2Vec2Configuration.Norm norm, int channels, boolean first) {
            if (norm == Wav2Vec2Configuration.Norm.LAYER) {
                LayerNorm layerNorm = new LayerNorm(path, channels);
                return (xBTC, overTime) -> layerNorm.forward(xBTC);
            }
            if (!first) {
                return (xBTC, overTime) -> xBTC;
            }
            Tensor scale = path.create("weight", Initialisation.ones(), channels);
            Tensor shift = path.create("bias", Initialisation.zeros(), channels);
            return (xBTC, overTime) -> overTime.normalise(xBTC).mul(scale).add(shift);
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
