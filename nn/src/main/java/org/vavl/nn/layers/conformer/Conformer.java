package org.vavl.nn.layers.conformer;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.FrameMask;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Conformer blocks in a row (Gulati et al. 2020, arXiv:2005.08100): x + ½ feed-forward, + self-attention with relative
 * positions, + convolution, + ½ feed-forward, layer norm. Parameters: {@code 0}, {@code 1} and so on.
 *
 * <p>Differs from the paper: the norm after the depthwise convolution is a layer norm over the channels of each frame, where
 * Gulati et al. have a batch norm, so that a result depends neither on padding nor on the other clips of a batch, and modalities
 * that share blocks do not share statistics.
 */
public final class Conformer {
    private final List<ConformerBlock> blocks;

    /**
     * Creates the blocks.
     *
     * @param path where its parameters are created
     * @param blocks how many, at least 1
     * @param sizes of each block
     */
    public Conformer(ParameterPath path, int blocks, ConformerSettings sizes) {
        if (blocks < 1) {
            throw new VavlException(path.name() + " has " + blocks + " blocks, and must have at least 1");
        }
        this.blocks = IntStream.range(0, blocks)
                .mapToObj(i -> new ConformerBlock(path.child(i), sizes))
                .toList();
    }

    /**
     * Applies the blocks.
     *
     * @param xBTD D = width, at least one frame
     * @param validBT boolean: which frames are there; the values of the others have no influence on these
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, T, D), float32; finite also in invalid frames, where it means nothing
     */
    public Tensor forward(Tensor xBTD, Tensor validBT, ForwardMode mode) {
        FrameMask mask = FrameMask.of(validBT, mode);
        Tensor yBTD = mask.zeroInvalid(xBTD).to(ScalarType.Float);
        for (ConformerBlock block : blocks) {
            yBTD = block.forward(yBTD, mask, mode);
        }
        return yBTD;
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue yBTD = ValidFrames.zeroInvalid(xBTD, validBT);
        for (int i = 0; i < blocks.size(); i++) {
            ConformerBlock block = blocks.get(i);
            GraphValue before = yBTD;
            yBTD = graph.in(i, () -> block.write(before, validBT));
        }
        return yBTD;
    }
}
