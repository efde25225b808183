package org.vavl.model.tlstm;

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
import org.vavl.nn.layers.FrameInterpolation;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.Lstm;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Transformer fusion with a long short-term memory (Huang et al. 2020, section 2), for two modalities A and V:
 *
 * <pre>
 * A' = Self_A(A·W_A),  V' = Self_V(V·W_V)                   (N, T, D) of (N, T, F)
 * Z_A = Cross_A←V(A', V'),  Z_V = Cross_V←A(V', A')          (N, Tₐ, D), (N, Tᵥ, D)
 * ŷ   = LSTM([Z_A ; Z_V at A's frame rate], last frame)·W + b   (N, C)
 * </pre>
 *
 * <p>N clips, T frames of F values, D width, C outputs. A missing modality is zeros, one frame for each of the other's; the recipe drops
 * modalities in training.
 *
 * <p>There is no public code: this is a reconstruction from the paper, with the transformer layers of MulT and with sizes that give the
 * 485,000 parameters of the VAVL paper. Frames that are not valid are not seen and leave the memory as it is; V comes to A's frames by
 * linear interpolation.
 */
final class TlstmModel extends ZeroFilledNetwork {
    private final Stream first;
    private final Stream second;
    private final Lstm memory;
    private final Linear output;

    TlstmModel(TlstmConfiguration sizes, List<Modality> modalities, Task task, ParameterStore parameters) {
        super(sizes, ModalityPair.of(modalities, "TLSTM"), task, parameters);
        ParameterPath root = parameters.root();
        first = new Stream(root.child(pair().first().name()), pair().first(), sizes.transformer());
        second = new Stream(root.child(pair().second().name()), pair().second(), sizes.transformer());
        memory = new Lstm(root.child("memory"), 2 * sizes.transformer().width(), sizes.memoryUnits());
        output = new Linear(root.child("prediction"), sizes.memoryUnits(), task.outputs());
    }

    @Override
    protected Tensor predict(ModalityPair.Streams streams, ForwardMode mode) {
        Tensor firstValidNT = streams.first().validNT();
        Tensor secondValidNT = streams.second().validNT();
        Tensor firstNTD = first.encode(streams.first(), mode);
        Tensor secondNTD = second.encode(streams.second(), mode);
        Tensor firstZNTD = first.see(firstNTD, firstValidNT, secondNTD, secondValidNT, mode);
        Tensor secondZNTD = second.see(secondNTD, secondValidNT, firstNTD, firstValidNT, mode);
        Tensor secondAtFirstNTD = FrameInterpolation.resampleLike(secondZNTD, secondValidNT, firstValidNT);
        Tensor joinedNTX = torch.cat(new TensorVector(firstZNTD, secondAtFirstNTD), 2);
        return output.forward(memory.last(joinedNTX, firstValidNT), mode);
    }

    @Override
    protected GraphValue write(GraphSequence a, GraphSequence v) {
        GraphBuilder graph = a.graph();
        String ofA = pair().first().name();
        String ofV = pair().second().name();
        GraphValue aBTD = graph.in(ofA, () -> first.writeEncoding(a));
        GraphValue vBTD = graph.in(ofV, () -> second.writeEncoding(v));
        GraphValue aZBTD = graph.in(ofA, () -> first.writeSight(aBTD, a.validBT(), vBTD, v.validBT()));
        GraphValue vZBTD = graph.in(ofV, () -> second.writeSight(vBTD, v.validBT(), aBTD, a.validBT()));
        GraphValue joinedBTX = aZBTD.concat(
                2, graph.in("interpolation", () -> FrameInterpolation.resampleLike(vZBTD, v.validBT(), a.validBT())));
        GraphValue lastBH = graph.in("memory", () -> memory.write(joinedBTX, a.validBT()));
        return graph.in("prediction", () -> output.write(lastBH));
    }
}
