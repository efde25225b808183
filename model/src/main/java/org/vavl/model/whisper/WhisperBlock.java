package org.vavl.model.whisper;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.transformer.SelfAttention;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A block of the transformer, which normalises its input: x + attention(norm(x)), then x + feedForward(norm(x)), with
 * feedForward(x) = W₂·GELU(W₁·x). Parameters: {@code self_attn_layer_norm}, {@code self_attn}, {@code final_layer_norm}, {@code fc1},
 * {@code fc2}.
 */
final class WhisperBlock {
    private final LayerNorm attentionNorm;
    private final SelfAttention attention;
    private final LayerNorm feedForwardNorm;
    private final Linear first;
    private final Linear second;
    private final Dropout dropout;

    WhisperBlock(ParameterPath path, WhisperConfiguration configuration, Dropout dropout) {
        int width = configuration.width();
        attentionNorm = new LayerNorm(path.child("self_attn_layer_norm"), width);
        attention = SelfAttention.withoutKeyBias(path.child("self_attn"), width, configuration.attentionHeads());
        feedForwardNorm = new LayerNorm(path.child("final_layer_norm"), width);
        first = new Linear(path.child("fc1"), width, configuration.feedForwardWidth());
        second = new Linear(path.child("fc2"), configuration.feedForwardWidth(), width);
        this.dropout = dropout;
    }

    /**
     * Applies the block.
     *
     * @param xBTD float32
     * @param validB11T boolean: which frames the others see; none given if they are all valid
     * @return (B, T, D), float32
     */
    Tensor forward(Tensor xBTD, TensorOptional validB11T, ForwardMode mode) {
        Tensor attendedBTD = attention.forward(attentionNorm.forward(xBTD), validB11T, mode);
        Tensor hiddenBTD = xBTD.add(dropout.forward(attendedBTD, mode));
        return hiddenBTD.add(dropout.forward(feedForward(feedForwardNorm.forward(hiddenBTD), mode), mode));
    }

    /** The same as {@link #forward} in a graph, of the frames that the others see. */
    GraphValue write(GraphValue xBTD, GraphValue visibleB11T) {
        GraphBuilder graph = xBTD.graph();
        GraphValue normedBTD = graph.in("self_attn_layer_norm", () -> attentionNorm.write(xBTD));
        GraphValue hiddenBTD = xBTD.plus(graph.in("self_attn", () -> attention.write(normedBTD, visibleB11T)));
        GraphValue againBTD = graph.in("final_layer_norm", () -> feedForwardNorm.write(hiddenBTD));
        GraphValue wideBTF = graph.in("fc1", () -> first.write(againBTD).gelu());
        return hiddenBTD.plus(graph.in("fc2", () -> second.write(wideBTF)));
    }

    private Tensor feedForward(Tensor xBTD, ForwardMode mode) {
        return second.forward(torch.gelu(first.forward(xBTD, mode)), mode);
    }
}
