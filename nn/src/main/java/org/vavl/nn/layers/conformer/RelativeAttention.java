package org.vavl.nn.layers.conformer;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.FrameMask;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * The self-attention module of a conformer block (Gulati et al. 2020, section 2.1 and figure 3), with the relative positions of
 * Transformer-XL (Dai et al. 2019, section 3.3): for frames i and j of a head, the score is
 *
 * <pre>((qᵢ + u)·kⱼ + (qᵢ + v)·rᵢ₋ⱼ) / √E</pre>
 *
 * where r is a projection of the distance's sinusoids. Parameters: {@code norm}, {@code query}, {@code key}, {@code value},
 * {@code position} (no bias), {@code contentBias} u (H, E), {@code positionBias} v (H, E), {@code output}.
 */
public final class RelativeAttention {
    private final LayerNorm norm;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final PositionProjection position;
    private final Tensor contentBias;
    private final Tensor positionBias;
    private final Linear output;
    private final Dropout dropout;
    private final int heads;
    private final int headWidth;

    public RelativeAttention(ParameterPath path, ConformerSettings sizes) {
        int width = sizes.width();
        heads = sizes.attentionHeads();
        headWidth = width / heads;
        norm = new LayerNorm(path.child("norm"), width);
        query = new Linear(path.child("query"), width, width);
        key = new Linear(path.child("key"), width, width);
        value = new Linear(path.child("value"), width, width);
        position = new PositionProjection(path.child("position"), width);
        Initialisation xavier = Initialisation.xavierUniform(heads, headWidth);
        contentBias = path.createInComputeType("contentBias", xavier, heads, headWidth);
        positionBias = path.createInComputeType("positionBias", xavier, heads, headWidth);
        output = new Linear(path.child("output"), width, width);
        dropout = new Dropout(sizes.dropout());
    }

    /**
     * Applies the module.
     *
     * @param xBTD float32
     * @param mask says which frames the others may see
     * @return (B, T, D), to be added to x
     */
    public Tensor forward(Tensor xBTD, FrameMask mask, ForwardMode mode) {
        Tensor normedBTD = mode.toComputeType(norm.forward(xBTD));
        Tensor qBTHE = byHead(query.forward(normedBTD, mode));
        Tensor kBHET = byHead(key.forward(normedBTD, mode)).permute(0, 2, 3, 1);
        Tensor vBHTE = byHead(value.forward(normedBTD, mode)).transpose(1, 2);
        Tensor rHEP = byHead(position.forward(xBTD.size(1), mode)).permute(1, 2, 0);

        Tensor contentBHTT =
                qBTHE.add(mode.toComputeType(contentBias)).transpose(1, 2).matmul(kBHET);
        Tensor positionBHTT = byKey(qBTHE.add(mode.toComputeType(positionBias)), rHEP);
        Tensor scoresBHTT = contentBHTT.add_(positionBHTT).mul_(new Scalar(1 / Math.sqrt(headWidth)));
        Tensor weightsBHTT = softmaxOverKeys(scoresBHTT, mask);
        Tensor attendedBTD =
                mode.toComputeType(weightsBHTT).matmul(vBHTE).transpose(1, 2).flatten(2, 3);
        return dropout.forward(output.forward(attendedBTD, mode), mode);
    }

    private Tensor byHead(Tensor xD) {
        return xD.unflatten(-1, heads, headWidth);
    }

    /**
     * The products of each query with the position of each key. Row i of a head's products runs over the distances T−1 …
     * −(T−1); the T that it needs start with that of key 0, i, in column T−1−i. Each row starts one column before the one
     * above it, so a row stride of one less than the rows' length picks them without a copy ("shift", Dai et al. 2019,
     * appendix B).
     */
    private static Tensor byKey(Tensor qBTHE, Tensor rHEP) {
        long clips = qBTHE.size(0);
        long frames = qBTHE.size(1);
        long heads = qBTHE.size(2);
        long positions = rHEP.size(2);
        Tensor byDistanceHNP = qBTHE.permute(2, 0, 1, 3).flatten(1, 2).bmm(rHEP);
        return byDistanceHNP.as_strided(
                new long[] {clips, heads, frames, frames},
                new long[] {frames * positions, clips * frames * positions, positions - 1, 1},
                new LongOptional(frames - 1));
    }

    /** Overwrites the scores. A clip without any valid frame gets equal weights, not NaN. */
    private static Tensor softmaxOverKeys(Tensor scoresBHTT, FrameMask mask) {
        return mask.maskInvalidKeys(scoresBHTT.to(ScalarType.Float)).softmax(-1, new ScalarTypeOptional());
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue normedBTD = graph.in("norm", () -> norm.write(xBTD));
        GraphValue qBTHE = byHead(graph.in("query", () -> query.write(normedBTD)));
        GraphValue kBHET = byHead(graph.in("key", () -> key.write(normedBTD))).permute(0, 2, 3, 1);
        GraphValue vBHTE =
                byHead(graph.in("value", () -> value.write(normedBTD))).permute(0, 2, 1, 3);
        GraphValue frames = graph.frames(validBT);
        GraphValue rHEP = graph.in("position", () -> position.write(frames))
                .reshape(0, heads, headWidth)
                .permute(1, 2, 0);

        GraphValue contentBHTT =
                scaled(qBTHE.plus(graph.parameter(contentBias))).matMul(kBHET);
        GraphValue positionBHTT =
                byKey(scaled(qBTHE.plus(graph.parameter(positionBias))).matMul(rHEP), frames);
        GraphValue visibleB11T = validBT.unsqueeze(1, 2);
        GraphValue lowest = graph.scalar(GraphType.FLOAT32, FrameMask.LOWEST_SCORE);
        GraphValue weightsBHTT =
                visibleB11T.choose(contentBHTT.plus(positionBHTT), lowest).softmax();
        GraphValue attendedBTD = weightsBHTT.matMul(vBHTE).permute(0, 2, 1, 3).reshape(0, 0, (long) heads * headWidth);
        return graph.in("output", () -> output.write(attendedBTD));
    }

    private GraphValue byHead(GraphValue xBTD) {
        return xBTD.reshape(0, 0, heads, headWidth);
    }

    private GraphValue scaled(GraphValue qBTHE) {
        return qBTHE.times(1 / Math.sqrt(headWidth)).permute(0, 2, 1, 3);
    }

    /**
     * As {@link #byKey(Tensor, Tensor)}, of products with 2T distances: behind the first T−1 values of all rows together lie rows of 2T−1
     * values, of which each begins with the T that it needs.
     */
    private GraphValue byKey(GraphValue byDistanceBHTP, GraphValue frames) {
        GraphBuilder graph = byDistanceBHTP.graph();
        GraphValue one = graph.numbers(1);
        GraphValue rowLength = frames.plus(frames).minus(one);
        GraphValue begin = frames.minus(one);
        GraphValue shape = graph.numbers(0, heads).concat(0, frames, rowLength);
        return byDistanceBHTP
                .reshape(0, heads, -1)
                .slice(2, begin, begin.plus(frames.times(rowLength)))
                .reshape(shape)
                .slice(3, graph.numbers(0), frames);
    }
}
