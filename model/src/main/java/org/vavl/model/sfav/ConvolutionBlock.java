package org.vavl.model.sfav;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.FrameConvolution;
import org.vavl.nn.layers.MaskedBatchNorm;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A convolution over three frames, a batch norm and ReLU. Without padding, it is followed by the largest of each two neighbouring frames,
 * and three frames are lost in all; with padding, the number of frames stays.
 */
final class ConvolutionBlock {
    /** Frames that a block without padding takes from a clip. */
    static final int SHORTENING = 3;

    private static final int KERNEL = 3;
    private static final int POOL = 2;

    private final FrameConvolution convolution;
    private final MaskedBatchNorm norm;
    private final boolean padded;

    ConvolutionBlock(ParameterPath path, int inputs, int outputs, boolean padded) {
        convolution = new FrameConvolution(path.child("convolution"), inputs, outputs, KERNEL);
        norm = new MaskedBatchNorm(path.child("norm"), outputs);
        this.padded = padded;
    }

    FrameSequence forward(FrameSequence x, ForwardMode mode) {
        Tensor convolvedNTC = convolution.forward(x.xNTC(), mode);
        if (padded) {
            return x.with(torch.relu(norm.forward(convolvedNTC, x.validNT(), mode)));
        }
        long places = convolvedNTC.size(1) - KERNEL + 1;
        Tensor insideNTC = convolvedNTC.narrow(1, KERNEL / 2, places);
        Tensor normedNTC = norm.forward(insideNTC, x.validWindows(KERNEL), mode);
        return pool(x.windows(KERNEL, torch.relu(normedNTC)));
    }

    /** The larger of each two neighbours; frames that do not count are 0, which is no larger than any other. */
    private static FrameSequence pool(FrameSequence x) {
        long places = x.xNTC().size(1) - POOL + 1;
        Tensor largestNTC =
                torch.maximum(x.xNTC().narrow(1, 0, places), x.xNTC().narrow(1, 1, places));
        return x.windows(POOL, largestNTC);
    }

    /** The same as {@link #forward} in a graph. */
    GraphFrames write(GraphFrames x) {
        GraphBuilder graph = x.xBTC().graph();
        GraphValue convolvedBTC = graph.in("convolution", () -> convolution.write(x.xBTC()));
        if (padded) {
            return x.with(graph.in("norm", () -> norm.write(convolvedBTC).relu()));
        }
        GraphValue insideBTC = convolvedBTC.slice(1, graph.numbers(KERNEL / 2), graph.numbers(-(KERNEL / 2)));
        GraphFrames normed =
                x.windows(KERNEL, graph.in("norm", () -> norm.write(insideBTC).relu()));
        GraphValue largestBTC = GraphFrames.part(normed.xBTC(), 0, POOL).max(GraphFrames.part(normed.xBTC(), 1, POOL));
        return normed.windows(POOL, largestBTC);
    }
}
