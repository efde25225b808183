package org.vavl.model.wav2vec2;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.layers.transformer.AttentionMask;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The transformer: positions by convolution, and L layers of self-attention and feed-forward (Vaswani et al. 2017), which normalise
 * their output, or their input (stable layer norm), with one norm behind the positions or behind all layers, respectively. Parameters:
 * {@code pos_conv_embed}, {@code layer_norm}, {@code layers.i}.
 */
final class Encoder {
    private final PositionalConvolution positions;
    private final LayerNorm norm;
    private final List<EncoderLayer> layers;
    private final boolean stable;
    private final Dropout dropout;

    Encoder(ParameterPath path, Wav2Vec2Configuration configuration, Dropout dropout) {
        positions = new PositionalConvolution(path.child("pos_conv_embed").child("conv"), configuration);
        norm = new LayerNorm(path.child("layer_norm"), configuration.width());
        layers = IntStream.range(0, configuration.layers())
                .mapToObj(i -> new EncoderLayer(path.child("layers").child(i), configuration, dropout))
                .toList();
        stable = configuration.stableLayerNorm();
        this.dropout = dropout;
    }

    /**
     * Applies the transformer.
     *
     * @param xBTD float32
     * @param validBT boolean: which frames the others see; none given if they are all valid
     * @return (B, T, D), float32
     */
    Tensor forward(Tensor xBTD, TensorOptional validBT, ForwardMode mode) {
        Tensor knownBTD = validBT.has_value()
                ? xBTD.masked_fill(validBT.get().logical_not().unsqueeze(2), new Scalar(0.0))
                : xBTD;
        TensorOptional validB11T = validBT.has_value()
                ? new TensorOptional(validBT.get().unsqueeze(1).unsqueeze(2))
                : new TensorOptional();
        Tensor placedBTD = knownBTD.add(positions.forward(knownBTD, mode));
        Tensor hiddenBTD = dropout.forward(stable ? placedBTD : norm.forward(placedBTD), mode);
        for (EncoderLayer layer : layers) {
            hiddenBTD = layer.forward(hiddenBTD, validB11T, mode);
        }
        return stable ? norm.forward(hiddenBTD) : hiddenBTD;
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue visibleB11T = AttentionMask.valid(validBT);
        GraphValue knownBTD = ValidFrames.zeroInvalid(xBTD, validBT);
        GraphValue placedBTD = knownBTD.plus(graph.in("pos_conv_embed", () -> positions.write(knownBTD)));
        GraphValue hiddenBTD = stable ? placedBTD : graph.in("layer_norm", () -> norm.write(placedBTD));
        for (int i = 0; i < layers.size(); i++) {
            EncoderLayer layer = layers.get(i);
            GraphValue before = hiddenBTD;
            hiddenBTD = graph.in("layers." + i, () -> layer.write(before, visibleB11T));
        }
        GraphValue last = hiddenBTD;
        return stable ? graph.in("layer_norm", () -> norm.write(last)) : last;
    }
}
