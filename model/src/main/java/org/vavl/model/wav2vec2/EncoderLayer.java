package org.vavl.model.wav2vec2;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.transformer.SelfAttention;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A layer of the transformer. With a stable layer norm x + attention(norm(x)), then x + feedForward(norm(x)); without it norm(x +
 * attention(x)), then norm(x + feedForward(x)). Parameters: {@code attention}, {@code layer_norm}, {@code feed_forward}, {@code
 * final_layer_norm}.
 */
final class EncoderLayer {
    private final SelfAttention attention;
    private final LayerNorm attentionNorm;
    private final Linear intermediate;
    private final Linear output;
    private final LayerNorm feedForwardNorm;
    private final boolean stable;
    private final Dropout dropout;

    EncoderLayer(ParameterPath path, Wav2Vec2Configuration configuration, Dropout dropout) {
        int width = configuration.width();
        ParameterPath feedForward = path.child("feed_forward");
        attention = new SelfAttention(path.child("attention"), width, configuration.attentionHeads());
        attentionNorm = new LayerNorm(path.child("layer_norm"), width);
        intermediate = new Linear(feedForward.child("intermediate_dense"), width, configuration.feedForwardWidth());
        output = new Linear(feedForward.child("output_dense"), configuration.feedForwardWidth(), width);
        feedForwardNorm = new LayerNorm(path.child("final_layer_norm"), width);
        stable = configuration.stableLayerNorm();
        this.dropout = dropout;
    }

    /**
     * Applies the layer.
     *
     * @param xBTD float32
     * @param validB11T boolean, or none
     * @return (B, T, D), float32
     */
    Tensor forward(Tensor xBTD, TensorOptional validB11T, ForwardMode mode) {
        if (stable) {
            Tensor attendedBTD = xBTD.add(attend(attentionNorm.forward(xBTD), validB11T, mode));
            return attendedBTD.add(feedForward(feedForwardNorm.forward(attendedBTD), mode));
        }
        Tensor attendedBTD = attentionNorm.forward(xBTD.add(attend(xBTD, validB11T, mode)));
        return feedForwardNorm.forward(attendedBTD.add(feedForward(attendedBTD, mode)));
    }

    /** The same as {@link #forward} in a graph, of the frames that the others see. */
    GraphValue write(GraphValue xBTD, GraphValue visibleB11T) {
        GraphBuilder graph = xBTD.graph();
        if (stable) {
            GraphValue normedBTD = graph.in("layer_norm", () -> attentionNorm.write(xBTD));
            GraphValue attendedBTD = xBTD.plus(graph.in("attention", () -> attention.write(normedBTD, visibleB11T)));
            GraphValue againBTD = graph.in("final_layer_norm", () -> feedForwardNorm.write(attendedBTD));
            return attendedBTD.plus(writeFeedForward(againBTD));
        }
        GraphValue sumBTD = xBTD.plus(graph.in("attention", () -> attention.write(xBTD, visibleB11T)));
        GraphValue attendedBTD = graph.in("layer_norm", () -> attentionNorm.write(sumBTD));
        GraphValue outputBTD = attendedBTD.plus(writeFeedForward(attendedBTD));
        return graph.in("final_layer_norm", () -> feedForwardNorm.write(outputBTD));
    }

    private GraphValue writeFeedForward(GraphValue xBTD) {
        GraphBuilder graph = xBTD.graph();
        return graph.in("feed_forward", () -> {
            GraphValue hiddenBTF = graph.in(
                    "intermediate_dense", () -> intermediate.write(xBTD).gelu());
            return graph.in("output_dense", () -> output.write(hiddenBTF));
        });
    }

    private Tensor attend(Tensor xBTD, TensorOptional validB11T, ForwardMode mode) {
        return dropout.forward(attention.forward(xBTD, validB11T, mode), mode);
    }

    private Tensor feedForward(Tensor xBTD, ForwardMode mode) {
        Tensor hiddenBTF = torch.gelu(intermediate.forward(xBTD, mode));
        return dropout.forward(output.forward(hiddenBTF, mode), mode);
    }
}
