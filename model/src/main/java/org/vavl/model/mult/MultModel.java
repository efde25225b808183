package org.vavl.model.mult;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.AbstractNetwork;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.ExportableNetwork;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityPair;
import org.vavl.model.Update;
import org.vavl.model.WholeUpdate;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ResidualHead;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.layers.transformer.TransformerEncoder;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The Multimodal Transformer (Tsai et al. 2019, section 3), for two modalities A and V:
 *
 * <pre>
 * A' = A·W_A,  V' = V·W_V                           (N, T, D) of (N, T, F), section 3.2, temporal convolutions over one frame
 * Z_A = Self_A(Cross_A←V(A', V'))                   (N, Tₐ, D), equations 3 to 5
 * Z_V = Self_V(Cross_V←A(V', A'))                   (N, Tᵥ, D)
 * h   = [last frame of Z_A ; last frame of Z_V]      (N, 2D)
 * ŷ   = (h + W₂·relu(W₁·h))·W₃                       (N, C)
 * </pre>
 *
 * <p>N clips of the batch that have both modalities, T frames of F values, D width, C outputs.
 *
 * <p>There is no mechanism for a missing modality: a clip that lacks one gets no answer, and takes no part in training.
 *
 * <p>Differs from the public code: no language, as in the VAVL paper; frames that are not valid are not seen, and the last frame is the
 * last that is there; see {@link TransformerEncoder} for its positions and masks.
 */
final class MultModel extends AbstractNetwork implements ExportableNetwork {
    private final ModalityPair pair;
    private final Stream first;
    private final Stream second;
    private final ResidualHead head;
    private final int joined;

    MultModel(MultConfiguration sizes, List<Modality> modalities, Task task, ParameterStore parameters) {
        super(sizes, modalities, task, parameters, List.of(Head.joining(modalities)));
        pair = ModalityPair.of(modalities, "MulT");
        ParameterPath root = parameters.root();
        first = new Stream(root.child(pair.first().name()), pair.first(), sizes.transformer());
        second = new Stream(root.child(pair.second().name()), pair.second(), sizes.transformer());
        joined = 2 * sizes.transformer().width();
        head = new ResidualHead(
                root.child("prediction"), List.of(joined, joined, joined), task.outputs(), sizes.outputDropout());
    }

    @Override
    public Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        return pair.complete(batch)
                .map(streams -> Map.of(heads().get(0), predict(streams, mode)))
                .orElse(Map.of());
    }

    private HeadOutput predict(ModalityPair.Streams streams, ForwardMode mode) {
        Tensor firstValidNT = streams.first().validNT();
        Tensor secondValidNT = streams.second().validNT();
        Tensor firstNTD = first.project(streams.first().featuresNTD(), mode);
        Tensor secondNTD = second.project(streams.second().featuresNTD(), mode);
        Tensor firstZNTD = first.see(firstNTD, firstValidNT, secondNTD, secondValidNT, mode);
        Tensor secondZNTD = second.see(secondNTD, secondValidNT, firstNTD, firstValidNT, mode);
        Tensor joinedNX = torch.cat(
                new TensorVector(
                        ValidFrames.last(firstZNTD, firstValidNT), ValidFrames.last(secondZNTD, secondValidNT)),
                1);
        return new HeadOutput(streams.rows(), head.forward(joinedNX, mode), joinedNX);
    }

    @Override
    public List<Update> updates() {
        return List.of(new WholeUpdate(
                batch -> !BatchRows.withAll(batch, modalities()).isEmpty(),
                (batch, mode) -> List.of(predict(pair.complete(batch).orElseThrow(), mode)),
                parameters().groups()));
    }

    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        GraphValue joinedBX = writeLastFrames(inputs);
        GraphValue outputsBC = joinedBX.graph().in("prediction", () -> head.write(joinedBX));
        return Map.of(heads().get(0), new GraphHead(outputsBC, joinedBX, joined));
    }

    /** [last frame of Z_A ; last frame of Z_V], (B, 2D), in a graph. */
    private GraphValue writeLastFrames(Map<Modality, GraphSequence> inputs) {
        GraphSequence a = Objects.requireNonNull(inputs.get(pair.first()));
        GraphSequence v = Objects.requireNonNull(inputs.get(pair.second()));
        GraphBuilder graph = a.graph();
        String ofA = pair.first().name();
        String ofV = pair.second().name();
        GraphValue aBTD = graph.in(ofA, () -> first.writeProjection(a.framesBTF()));
        GraphValue vBTD = graph.in(ofV, () -> second.writeProjection(v.framesBTF()));
        GraphValue aZBTD = graph.in(ofA, () -> first.writeSight(aBTD, a.validBT(), vBTD, v.validBT()));
        GraphValue vZBTD = graph.in(ofV, () -> second.writeSight(vBTD, v.validBT(), aBTD, a.validBT()));
        return ValidFrames.last(aZBTD, a.validBT()).concat(1, ValidFrames.last(vZBTD, v.validBT()));
    }
}
