package org.vavl.nn.layers.transformer;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * Scaled dot-product attention in several heads (Vaswani et al. 2017, section 3.2): softmax(qkᵀ/√E)·v. A frame of the target that may
 * see no frame of the source gets zeros for it. Parameters: {@code query}, {@code key}, {@code value}, {@code output}.
 */
public final class MultiHeadAttention {
    private static final double LOWEST_SCORE = -Float.MAX_VALUE;

    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final Dropout dropout;
    private final int heads;
    private final int headWidth;

    /**
     * Creates the projections.
     *
     * @param path where its parameters are created
     * @param sizes of the layer that it is in
     */
    public MultiHeadAttention(ParameterPath path, TransformerSettings sizes) {
        int width = sizes.width();
        heads = sizes.attentionHeads();
        headWidth = width / heads;
        query = projection(path.child("query"), width, sizes.projectionBias());
        key = projection(path.child("key"), width, sizes.projectionBias());
        value = projection(path.child("value"), width, sizes.projectionBias());
        output = new Linear(path.child("output"), width, width);
        dropout = new Dropout(sizes.dropout().attention());
    }

    private static Linear projection(ParameterPath path, int width, boolean bias) {
        return bias ? new Linear(path, width, width) : Linear.withoutBias(path, width, width);
    }

    /**
     * Applies attention.
     *
     * @param targetBQD asks
     * @param sourceBKD answers; the target itself for self-attention
     * @param visible which frames of the source are seen, as {@link AttentionMask} makes it
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, Q, D), in that precision's type
     */
    public Tensor forward(Tensor targetBQD, Tensor sourceBKD, Tensor visible, ForwardMode mode) {
        Tensor qBHQE = byHead(query.forward(targetBQD, mode));
        Tensor kBHKE = byHead(key.forward(sourceBKD, mode));
        Tensor vBHKE = byHead(value.forward(sourceBKD, mode));
        Tensor scoresBHQK = qBHQE.mul(new Scalar(1 / Math.sqrt(headWidth))).matmul(kBHKE.transpose(2, 3));
        Tensor weightsBHQK = dropout.forward(softmax(scoresBHQK, visible), mode);
        Tensor attendedBQD =
                mode.toComputeType(weightsBHQK).matmul(vBHKE).transpose(1, 2).flatten(2, 3);
        return output.forward(attendedBQD, mode);
    }

    private Tensor byHead(Tensor xBTD) {
        return xBTD.unflatten(-1, heads, headWidth).transpose(1, 2);
    }

    /**
     * The weights of the frames that are seen, float32; 0 for the others, even where none is seen.
     *
     * @param scores (…, K)
     * @param visible boolean, of a shape that fits
     */
    public static Tensor softmax(Tensor scores, Tensor visible) {
        Tensor hidden = visible.logical_not();
        return scores.to(ScalarType.Float)
                .masked_fill(hidden, new Scalar(LOWEST_SCORE))
                .softmax(-1, new ScalarTypeOptional())
                .masked_fill(hidden, new Scalar(0.0));
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue targetBQD, GraphValue sourceBKD, GraphValue visible) {
        GraphBuilder graph = targetBQD.graph();
        GraphValue qBHQE = byHead(graph.in("query", () -> query.write(targetBQD)));
        GraphValue kBHEK = byHead(graph.in("key", () -> key.write(sourceBKD))).permute(0, 1, 3, 2);
        GraphValue vBHKE = byHead(graph.in("value", () -> value.write(sourceBKD)));
        GraphValue scoresBHQK = qBHQE.times(1 / Math.sqrt(headWidth)).matMul(kBHEK);
        GraphValue attendedBQD =
                softmax(scoresBHQK, visible).matMul(vBHKE).permute(0, 2, 1, 3).reshape(0, 0, (long) heads * headWidth);
        return graph.in("output", () -> output.write(attendedBQD));
    }

    private GraphValue byHead(GraphValue xBTD) {
        return xBTD.reshape(0, 0, heads, headWidth).permute(0, 2, 1, 3);
    }

    /** The same as {@link #softmax(Tensor, Tensor)} in a graph. */
    public static GraphValue softmax(GraphValue scores, GraphValue visible) {
        GraphBuilder graph = scores.graph();
        GraphValue lowest = graph.scalar(GraphType.FLOAT32, LOWEST_SCORE);
        GraphValue weights = visible.choose(scores, lowest).softmax();
        return visible.choose(weights, graph.scalar(GraphType.FLOAT32, 0));
    }
}
