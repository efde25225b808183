package org.vavl.features.audio.wav2vec2;

import java.util.List;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;

/**
 * The sizes of a wav2vec 2.0 network, as its {@code config.json} says them.
 *
 * @param convolutions those of the feature encoder, from the samples up
 * @param convolutionBias whether they have biases
 * @param norm how the feature encoder normalises
 * @param stableLayerNorm whether the transformer's layers normalise their input (as in large-robust) or their output (as in base)
 * @param width D, of the transformer
 * @param layers L, of the transformer, at least 1
 * @param attentionHeads H, divides D
 * @param feedForwardWidth of the hidden layer
 * @param positionKernel frames that the positional convolution spans
 * @param positionGroups into which it divides the D channels
 */
public record Wav2Vec2Configuration(
        List<Convolution> convolutions,
        boolean convolutionBias,
        Norm norm,
        boolean stableLayerNorm,
        int width,
        int layers,
        int attentionHeads,
        int feedForwardWidth,
        int positionKernel,
        int positionGroups) {
    private static final int MOST = 1 << 16;

    /** How the feature encoder normalises. */
    public enum Norm {
        /** Each channel of the first convolution over all of the clip's time. */
        GROUP,
        /** Each frame over the channels, after every convolution. */
        LAYER
    }

    /**
     * One convolution of the feature encoder.
     *
     * @param channels of its output
     * @param kernel how many inputs it spans
     * @param stride how many inputs it goes on by
     */
    public record Convolution(int channels, int kernel, int stride) {
        /** Checks the sizes. */
        public Convolution {
            require("channels", channels, 1, MOST);
            require("kernel", kernel, 1, 1024);
            require("stride", stride, 1, kernel);
        }
    }

    /** Copies the convolutions and checks the sizes. */
    public Wav2Vec2Configuration {
        convolutions = List.copyOf(convolutions);
        require("number of convolutions", convolutions.size(), 1, 64);
        require("hidden_size", width, 1, MOST);
        require("num_hidden_layers", layers, 1, 1024);
        require("num_attention_heads", attentionHeads, 1, width);
        require("intermediate_size", feedForwardWidth, 1, MOST * 4);
        require("num_conv_pos_embeddings", positionKernel, 1, 4096);
        require("num_conv_pos_embedding_groups", positionGroups, 1, width);
        if (width % attentionHeads != 0 || width % positionGroups != 0) {
            throw new VavlException("hidden_size is " + width + ", and must be divisible by num_attention_heads ("
                    + attentionHeads + ") and num_conv_pos_embedding_groups (" + positionGroups + ")");
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new VavlException(name + " is " + value + ", and must be " + least + " to " + most);
        }
    }

    /** The first twelve layers of wav2vec2-large-robust (Hsu et al. 2021, arXiv:2104.01027). */
    public static Wav2Vec2Configuration largeRobust() {
        int[] kernels = {10, 3, 3, 3, 3, 2, 2};
        int[] strides = {5, 2, 2, 2, 2, 2, 2};
        List<Convolution> convolutions = IntStream.range(0, kernels.length)
                .mapToObj(i -> new Convolution(512, kernels[i], strides[i]))
                .toList();
        return new Wav2Vec2Configuration(convolutions, true, Norm.LAYER, true, 1024, 12, 16, 4096, 128, 16);
    }

    /** The same network with its first layers alone; all of them if it has no more. */
    public Wav2Vec2Configuration withLayersUpTo(int first) {
        return new Wav2Vec2Configuration(
                convolutions,
                convolutionBias,
                norm,
                stableLayerNorm,
                width,
                Math.min(first, layers),
                attentionHeads,
                feedForwardWidth,
                positionKernel,
                positionGroups);
    }

    /** How many samples lie between neighbouring frames. */
    public int samplesPerFrame() {
        return convolutions.stream().mapToInt(Convolution::stride).reduce(1, Math::multiplyExact);
    }

    /** How many samples a frame is made of. */
    public int receptiveField() {
        int field = 1;
        int step = 1;
        for (Convolution convolution : convolutions) {
            field += (convolution.kernel() - 1) * step;
            step *= convolution.stride();
        }
        return field;
    }

    /** T, how many frames so many samples give. */
    public long frames(long samples) {
        long frames = samples;
        for (Convolution convolution : convolutions) {
            frames = frames < convolution.kernel() ? 0 : (frames - convolution.kernel()) / convolution.stride() + 1;
        }
        return frames;
    }
}
