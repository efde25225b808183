package org.vavl.model.sfav;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.GraphSequence;
import org.vavl.model.ModalityPair;
import org.vavl.model.ZeroFilledNetwork;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Self-attention fusion with intermediate attention (Chumachenko et al. 2022, section III), for two modalities A and V:
 *
 * <pre>
 * A' = Conv(Conv(A)),  V' = Conv(Conv(V))               (N, T, 2W), (N, T, W) of (N, T, F)
 * α_V = Σ over A's frames of softmax(Q(A')·K(V')ᵀ/√2W)   (N, Tᵥ); α_A the other way about
 * A″ = Conv(Conv(α_A·A')),  V″ = Conv(Conv(α_V·V'))      (N, T, 2W)
 * ŷ  = [mean over time of A″ ; mean over time of V″]·W + b   (N, C)
 * </pre>
 *
 * <p>N clips, T frames of F values, W width, C outputs. A's convolutions have no padding and are followed by pooling, V's are padded. A
 * missing modality is zeros, one frame for each of the other's; the recipe shows every batch in four copies, two of which have one
 * modality alone.
 *
 * <p>Differs from the public code: features in place of pictures and cepstra, as in the VAVL paper; one head of attention; frames that are
 * not valid are zeros for the convolutions and take no part in norms, attention and means, where a window counts if it lies within
 * the clip and has a valid frame; a clip whose A is shorter than 13 frames gets zeros up to there, since nothing would be left of it;
 * parts that the code creates and never uses (values and outputs of the attention) are not there, which makes 0.82 million parameters
 * of 0.85 million.
 */
final class SfavModel extends ZeroFilledNetwork {
    private static final int FIRST_BLOCKS = 4;
    private static final int SHORTEST = FIRST_BLOCKS * ConvolutionBlock.SHORTENING + 1;

    private final List<ConvolutionBlock> first;
    private final List<ConvolutionBlock> second;
    private final AttentionWeights firstLooks;
    private final AttentionWeights secondLooks;
    private final Linear output;

    SfavModel(SfavConfiguration sizes, List<Modality> modalities, Task task, ParameterStore parameters) {
        super(sizes, ModalityPair.of(modalities, "SFAV"), task, parameters);
        int width = sizes.width();
        ParameterPath root = parameters.root();
        ParameterPath firstPath = root.child(pair().first().name());
        ParameterPath secondPath = root.child(pair().second().name());
        first = List.of(
                new ConvolutionBlock(firstPath.child(0), pair().first().width(), width, false),
                new ConvolutionBlock(firstPath.child(1), width, 2 * width, false),
                new ConvolutionBlock(firstPath.child(2), 2 * width, 4 * width, false),
                new ConvolutionBlock(firstPath.child(3), 4 * width, 2 * width, false));
        second = List.of(
                new ConvolutionBlock(secondPath.child(0), pair().second().width(), width, true),
                new ConvolutionBlock(secondPath.child(1), width, width, true),
                new ConvolutionBlock(secondPath.child(2), width, 2 * width, true),
                new ConvolutionBlock(secondPath.child(3), 2 * width, 2 * width, true));
        firstLooks = new AttentionWeights(firstPath.child("attention"), 2 * width, width);
        secondLooks = new AttentionWeights(secondPath.child("attention"), width, 2 * width);
        output = new Linear(root.child("prediction"), 4 * width, task.outputs());
    }

    @Override
    public boolean normalisesOverBatch() {
        return true;
    }

    @Override
    protected Tensor predict(ModalityPair.Streams streams, ForwardMode mode) {
        FrameSequence a = apply(first.subList(0, 2), FrameSequence.of(streams.first(), SHORTEST), mode);
        FrameSequence v = apply(second.subList(0, 2), FrameSequence.of(streams.second(), 1), mode);
        FrameSequence weighedA = secondLooks.weigh(v, a, mode);
        FrameSequence weighedV = firstLooks.weigh(a, v, mode);
        Tensor pooledNX = torch.cat(
                new TensorVector(
                        pool(apply(first.subList(2, 4), weighedA, mode)),
                        pool(apply(second.subList(2, 4), weighedV, mode))),
                1);
        return output.forward(pooledNX, mode);
    }

    private static FrameSequence apply(List<ConvolutionBlock> blocks, FrameSequence x, ForwardMode mode) {
        FrameSequence y = x;
        for (ConvolutionBlock block : blocks) {
            y = block.forward(y, mode);
        }
        return y;
    }

    private static Tensor pool(FrameSequence x) {
        return MaskedMean.overTime(x.xNTC(), x.validNT());
    }

    @Override
    protected GraphValue write(GraphSequence firstInput, GraphSequence secondInput) {
        GraphBuilder graph = firstInput.graph();
        String ofA = pair().first().name();
        String ofV = pair().second().name();
        GraphFrames a = graph.in(ofA, () -> write(first, 0, GraphFrames.of(firstInput, SHORTEST)));
        GraphFrames v = graph.in(ofV, () -> write(second, 0, GraphFrames.of(secondInput, 1)));
        GraphFrames weighedA = graph.in(ofV + ".attention", () -> secondLooks.write(v, a));
        GraphFrames weighedV = graph.in(ofA + ".attention", () -> firstLooks.write(a, v));
        GraphFrames lastA = graph.in(ofA, () -> write(first, 2, weighedA));
        GraphFrames lastV = graph.in(ofV, () -> write(second, 2, weighedV));
        GraphValue pooledBX = pool(lastA).concat(1, pool(lastV));
        return graph.in("prediction", () -> output.write(pooledBX));
    }

    /** Two blocks. */
    private static GraphFrames write(List<ConvolutionBlock> blocks, int begin, GraphFrames x) {
        GraphBuilder graph = x.xBTC().graph();
        GraphFrames between = graph.in(begin, () -> blocks.get(begin).write(x));
        return graph.in(begin + 1, () -> blocks.get(begin + 1).write(between));
    }

    private static GraphValue pool(GraphFrames x) {
        return MaskedMean.overTime(x.xBTC(), x.validBT());
    }
}
