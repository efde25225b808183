package org.vavl.model.sfav;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.layers.transformer.MultiHeadAttention;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * How much one sequence looks at each frame of another: the weights of its frames' attention, added up. Parameters: {@code query} and
 * {@code key}, without bias.
 */
final class AttentionWeights {
    private final Linear query;
    private final Linear key;
    private final double scale;

    /** As wide as the sequence that looks. */
    AttentionWeights(ParameterPath path, int queryWidth, int keyWidth) {
        query = Linear.withoutBias(path.child("query"), queryWidth, queryWidth);
        key = Linear.withoutBias(path.child("key"), keyWidth, queryWidth);
        scale = 1 / Math.sqrt(queryWidth);
    }

    /** The second sequence, each frame multiplied with how much the first looks at it. */
    FrameSequence weigh(FrameSequence looking, FrameSequence seen, ForwardMode mode) {
        Tensor qNQE = query.forward(looking.xNTC(), mode);
        Tensor kNEK = key.forward(seen.xNTC(), mode).transpose(1, 2);
        Tensor scoresNQK = qNQE.matmul(kNEK).mul(new Scalar(scale));
        Tensor weightsNQK = MultiHeadAttention.softmax(scoresNQK, seen.validNT().unsqueeze(1))
                .masked_fill(looking.validNT().logical_not().unsqueeze(2), new Scalar(0.0));
        return seen.with(seen.xNTC().mul(weightsNQK.sum(1).unsqueeze(2)));
    }

    /** The same as {@link #weigh} in a graph. */
    GraphFrames write(GraphFrames looking, GraphFrames seen) {
        GraphBuilder graph = seen.xBTC().graph();
        GraphValue qBQE = graph.in("query", () -> query.write(looking.xBTC()));
        GraphValue kBEK = graph.in("key", () -> key.write(seen.xBTC())).permute(0, 2, 1);
        GraphValue weightsBQK = MultiHeadAttention.softmax(
                qBQE.matMul(kBEK).times(scale), seen.validBT().unsqueeze(1));
        GraphValue sumsBK =
                ValidFrames.zeroInvalid(weightsBQK, looking.validBT()).sum(1, false);
        return seen.with(seen.xBTC().times(sumsBK.unsqueeze(2)));
    }
}
