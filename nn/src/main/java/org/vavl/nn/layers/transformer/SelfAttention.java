package org.vavl.nn.layers.transformer;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Multi-head self-attention (Vaswani et al. 2017, section 3.2): softmax(q·k/√E)·v for each head, E = D/H. The T×T scores are never
 * all in memory. It is made in float32: libtorch's own has no fast products of bfloat16. Parameters, named as the published speech encoders
 * have them: {@code q_proj}, {@code k_proj}, {@code v_proj}, {@code out_proj}.
 */
public final class SelfAttention {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final int heads;
    private final int headWidth;

    /**
     * Attention whose projections all have a bias, as in wav2vec 2.0.
     *
     * @param width D
     * @param heads H, which divides D
     */
    public SelfAttention(ParameterPath path, int width, int heads) {
        this(path, width, heads, true);
    }

    private SelfAttention(ParameterPath path, int width, int heads, boolean keyBias) {
        this.heads = heads;
        headWidth = width / heads;
        query = new Linear(path.child("q_proj"), width, width);
        key = keyBias
                ? new Linear(path.child("k_proj"), width, width)
                : Linear.withoutBias(path.child("k_proj"), width, width);
        value = new Linear(path.child("v_proj"), width, width);
        output = new Linear(path.child("out_proj"), width, width);
    }

    /** The same without a bias of the keys, as in Whisper. */
    public static SelfAttention withoutKeyBias(ParameterPath path, int width, int heads) {
        return new SelfAttention(path, width, heads, false);
    }

    /** Attends from (B, T, D) to (B, T, D), to the valid frames alone where they are said. */
    public Tensor forward(Tensor xBTD, TensorOptional validB11T, ForwardMode mode) {
        Tensor qBHTE = byHead(query.forward(xBTD, mode));
        Tensor kBHTE = byHead(key.forward(xBTD, mode));
        Tensor vBHTE = byHead(value.forward(xBTD, mode));
        Tensor attendedBHTE = torch.scaled_dot_product_attention(
                qBHTE, kBHTE, vBHTE, validB11T, 0, false, new DoubleOptional(), false);
        return output.forward(attendedBHTE.transpose(1, 2).flatten(2, 3), mode);
    }

    /**
     * The same as {@link #forward} in a graph, where the scores are in memory.
     *
     * @param visibleB11T boolean: which frames the others see
     */
    public GraphValue write(GraphValue xBTD, GraphValue visibleB11T) {
        GraphBuilder graph = xBTD.graph();
        GraphValue qBHTE = byHead(graph.in("q_proj", () -> query.write(xBTD)));
        GraphValue kBHET = byHead(graph.in("k_proj", () -> key.write(xBTD))).permute(0, 1, 3, 2);
        GraphValue vBHTE = byHead(graph.in("v_proj", () -> value.write(xBTD)));
        GraphValue scoresBHTT = qBHTE.times(1 / Math.sqrt(headWidth)).matMul(kBHET);
        GraphValue attendedBTD = MultiHeadAttention.softmax(scoresBHTT, visibleB11T)
                .matMul(vBHTE)
                .permute(0, 2, 1, 3)
                .reshape(0, 0, (long) heads * headWidth);
        return graph.in("out_proj", () -> output.write(attendedBTD));
    }

    private GraphValue byHead(GraphValue xBTD) {
        return xBTD.reshape(0, 0, heads, headWidth).permute(0, 2, 1, 3);
    }

    private Tensor byHead(Tensor xBTD) {
        return xBTD.to(ScalarType.Float).unflatten(-1, heads, headWidth).transpose(1, 2);
    }
}
