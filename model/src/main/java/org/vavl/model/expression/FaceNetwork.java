package org.vavl.model.expression;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.ConvolutionBatchNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * Describes the face on a greyscale image: a residual network (He et al. 2016, arXiv:1512.03385) over the picture, which is standardised
 * first, so that neither light nor contrast matter; the mean over what is left of the pixels; a linear layer.
 *
 * <p>N pictures, S pixels on a side, E values of an embedding. Parameters: {@code stem}, {@code stages}, {@code embedding}.
 */
public final class FaceNetwork {
    private static final double LOWEST_CONTRAST = 1.0; // of 255: what is flatter is a blank picture

    private final int side;
    private final int blocksOfStage;
    private final ConvolutionBatchNorm stem;
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final Linear embedding;

    /**
     * Creates the network.
     *
     * @param path where its parameters are created
     * @param sizes of it
     */
    public FaceNetwork(ParameterPath path, FaceNetworkSettings sizes) {
        side = sizes.side();
        blocksOfStage = sizes.blocks();
        int width = sizes.widths().get(0);
        stem = new ConvolutionBatchNorm(path.child("stem"), 1, width, 3);
        for (int stage = 0; stage < sizes.widths().size(); stage++) {
            for (int block = 0; block < sizes.blocks(); block++) {
                int outputs = sizes.widths().get(stage);
                ParameterPath place = path.child("stages").child(stage).child(block);
                blocks.add(new ResidualBlock(place, width, outputs, block == 0));
                width = outputs;
            }
        }
        embedding = new Linear(path.child("embedding"), width, sizes.embedding());
    }

    /**
     * Describes pictures.
     *
     * @param pixelsNP P = S·S pixels from 0 to 255, row after row
     * @param mode whether this is training, and in which precision products are made
     * @return (N, E), in that precision's type
     */
    public Tensor forward(Tensor pixelsNP, ForwardMode mode) {
        Tensor xNCHW = standardised(pixelsNP).view(-1, 1, side, side).contiguous(MemoryFormat.ChannelsLast);
        xNCHW = torch.relu(stem.forward(xNCHW, mode));
        for (ResidualBlock block : blocks) {
            xNCHW = block.forward(xNCHW, mode);
        }
        Tensor pooledNC = xNCHW.to(ScalarType.Float).mean(2, 3);
        return embedding.forward(pooledNC, mode);
    }

    private static Tensor standardised(Tensor pixelsNP) {
        Tensor float32NP = pixelsNP.to(ScalarType.Float);
        Tensor centredNP = float32NP.sub(float32NP.mean(new long[] {1}, true, new ScalarTypeOptional()));
        Tensor deviationN1 = centredNP
                .square()
                .mean(new long[] {1}, true, new ScalarTypeOptional())
                .sqrt();
        return centredNP.div(deviationN1.clamp_min(new Scalar(LOWEST_CONTRAST)));
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue pixelsNP) {
        GraphBuilder graph = pixelsNP.graph();
        GraphValue pictureNCHW = writeStandardised(pixelsNP).reshape(-1, 1, side, side);
        GraphValue xNCHW = graph.in("stem", () -> stem.write(pictureNCHW).relu());
        for (int i = 0; i < blocks.size(); i++) {
            ResidualBlock block = blocks.get(i);
            GraphValue before = xNCHW;
            xNCHW = graph.in("stages." + i / blocksOfStage + "." + i % blocksOfStage, () -> block.write(before));
        }
        GraphValue pooledNC = xNCHW.mean(3, false).mean(2, false);
        return graph.in("embedding", () -> embedding.write(pooledNC));
    }

    private static GraphValue writeStandardised(GraphValue pixelsNP) {
        GraphValue centredNP = pixelsNP.minus(pixelsNP.mean(1, true));
        GraphValue deviationN1 = centredNP.times(centredNP).mean(1, true).sqrt();
        return centredNP.dividedBy(deviationN1.max(pixelsNP.graph().scalar(GraphType.FLOAT32, LOWEST_CONTRAST)));
    }
}
