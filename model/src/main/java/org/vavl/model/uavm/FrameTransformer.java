package org.vavl.model.uavm;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.transformer.AttentionMask;
import org.vavl.nn.layers.transformer.TransformerLayer;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * One of UAVM's transformers: a norm, a linear layer where the width is another, learnt positions, blocks.
 *
 * <p>N clips, T frames, F values per frame of the input, D width.
 */
final class FrameTransformer {
    static final double NORM_EPSILON = 1e-6;
    private static final double POSITION_DEVIATION = 0.02;

    private final LayerNorm norm;
    private final Optional<Linear> projection;
    private final Tensor positionsXD;
    private final List<TransformerLayer> blocks;

    FrameTransformer(ParameterPath path, int inputs, UavmConfiguration sizes, int blocks) {
        int width = sizes.width();
        norm = new LayerNorm(path.child("norm"), inputs, NORM_EPSILON);
        projection =
                inputs == width ? Optional.empty() : Optional.of(new Linear(path.child("projection"), inputs, width));
        positionsXD = path.create("positions", Initialisation.normal(POSITION_DEVIATION), sizes.frames(), width);
        this.blocks = IntStream.range(0, blocks)
                .mapToObj(i -> new TransformerLayer(path.child("blocks").child(i), sizes.blockSizes()))
                .toList();
    }

    /** N×T×D of N×T×F, where T is no more than there are positions. */
    Tensor forward(Tensor xNTF, Tensor validNT, ForwardMode mode) {
        Tensor normedNTF = norm.forward(xNTF);
        Tensor projectedNTD =
                projection.map(layer -> layer.forward(normedNTF, mode)).orElse(normedNTF);
        Tensor yNTD = projectedNTD.to(ScalarType.Float).add(positionsXD.narrow(0, 0, xNTF.size(1)));
        Tensor visible = AttentionMask.valid(validNT);
        for (TransformerLayer block : blocks) {
            yNTD = block.forward(yNTD, visible, mode);
        }
        return yNTD;
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTF, GraphValue validBT) {
        GraphBuilder graph = xBTF.graph();
        GraphValue normedBTF = graph.in("norm", () -> norm.write(xBTF));
        GraphValue projectedBTD = projection
                .map(layer -> graph.in("projection", () -> layer.write(normedBTF)))
                .orElse(normedBTF);
        GraphValue positionsTD = graph.parameter(positionsXD).slice(0, graph.numbers(0), xBTF.size(1));
        GraphValue visible = AttentionMask.valid(validBT);
        GraphValue yBTD = projectedBTD.plus(positionsTD);
        for (int i = 0; i < blocks.size(); i++) {
            TransformerLayer block = blocks.get(i);
            GraphValue before = yBTD;
            yBTD = graph.in("blocks." + i, () -> block.write(before, visible));
        }
        return yBTD;
    }
}
