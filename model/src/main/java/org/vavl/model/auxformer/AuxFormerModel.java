package org.vavl.model.auxformer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.vavl.model.ModalityBatch;
import org.vavl.model.ModalityPair;
import org.vavl.model.SharedEmbeddings;
import org.vavl.model.Update;
import org.vavl.model.WholeUpdate;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ResidualHead;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * AuxFormer (Goncalves and Busso 2022, section 3), for two modalities A and V:
 *
 * <pre>
 * A' = A·W_A,  V' = V·W_V                                   (N, T, D) of (N, T, F)
 * Z_A = Self_A(Cross_A←V(A', V')),  Z_V likewise             (N, T, D), Self with the residual αx + (1−α)f(x)
 * ŷ_AV = head([last frame of Z_A ; last frame of Z_V])        (N, C)
 * ŷ_A = auxiliary head(last frame of Aux_A(Aux_A(Aux_A(A'))))  (N, C), ŷ_V likewise, with the same head
 * </pre>
 *
 * <p>N clips of the batch that have the modality, T frames of F values, D width, C outputs. In training, each of the three outputs
 * counts a third; with both modalities their mean answers. A clip that lacks a modality is answered for, and trained on, by the
 * auxiliary network of the other.
 *
 * <p>Differs from the public code: both modalities are projected; the transformers over Z have weights of their own, with the learnt
 * residual, as in the paper, where the code registers those and then uses the auxiliary ones in their place; frames that
 * are not valid are not seen, and the last frame is the last that is there; see
 * {@link org.vavl.nn.layers.transformer.TransformerEncoder} for positions and masks.
 */
final class AuxFormerModel extends AbstractNetwork implements ExportableNetwork, SharedEmbeddings {
    private final ModalityPair pair;
    private final Stream first;
    private final Stream second;
    private final ResidualHead head;
    private final ResidualHead auxiliaryHead;
    private final int width;

    AuxFormerModel(AuxFormerConfiguration sizes, List<Modality> modalities, Task task, ParameterStore parameters) {
        super(sizes, modalities, task, parameters, heads(modalities));
        pair = ModalityPair.of(modalities, "AuxFormer");
        first = new Stream(parameters.root().child(pair.first().name()), pair.first(), sizes.transformer());
        second = new Stream(parameters.root().child(pair.second().name()), pair.second(), sizes.transformer());
        width = sizes.transformer().width();
        int joined = 2 * width;
        head = new ResidualHead(
                parameters.root().child("prediction"),
                List.of(joined, joined, joined),
                task.outputs(),
                sizes.outputDropout());
        List<Integer> widths = new ArrayList<>();
        widths.add(sizes.transformer().width());
        widths.addAll(sizes.auxiliaryWidths());
        widths.add(sizes.transformer().width());
        auxiliaryHead =
                new ResidualHead(parameters.root().child("auxiliary"), widths, task.outputs(), sizes.outputDropout());
    }

    private static List<Head> heads(List<Modality> modalities) {
        List<Head> heads = new ArrayList<>(modalities.stream().map(Head::of).toList());
        heads.add(Head.joining(modalities));
        return heads;
    }

    /** What the auxiliary networks say, each of the clips that have its modality. */
    private Map<Modality, HeadOutput> auxiliary(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> outputs = new LinkedHashMap<>();
        for (Modality modality : modalities()) {
            batch.modality(modality).ifPresent(part -> outputs.put(modality, auxiliary(modality, part, mode)));
        }
        return outputs;
    }

    private HeadOutput auxiliary(Modality modality, ModalityBatch part, ForwardMode mode) {
        Stream stream = modality.equals(pair.first()) ? first : second;
        Tensor projectedNTD = stream.project(part.featuresNTD(), mode);
        Tensor lastND = stream.auxiliary(projectedNTD, part.validNT(), mode);
        return new HeadOutput(part.rows(), auxiliaryHead.forward(lastND, mode), lastND);
    }

    /** What the crossmodal network says of the clips that have both modalities. */
    private Optional<HeadOutput> crossmodal(Batch batch, ForwardMode mode) {
        return pair.complete(batch).map(streams -> crossmodal(streams, mode));
    }

    private HeadOutput crossmodal(ModalityPair.Streams streams, ForwardMode mode) {
        Tensor joinedNX = torch.cat(new TensorVector(lastFrames(streams, mode)), 1);
        return new HeadOutput(streams.rows(), head.forward(joinedNX, mode), joinedNX);
    }

    /** The last frames of Z_A and Z_V, N×D each. */
    private Tensor[] lastFrames(ModalityPair.Streams streams, ForwardMode mode) {
        Tensor firstValidNT = streams.first().validNT();
        Tensor secondValidNT = streams.second().validNT();
        Tensor firstNTD = first.project(streams.first().featuresNTD(), mode);
        Tensor secondNTD = second.project(streams.second().featuresNTD(), mode);
        Tensor firstZNTD = first.see(firstNTD, firstValidNT, secondNTD, secondValidNT, mode);
        Tensor secondZNTD = second.see(secondNTD, secondValidNT, firstNTD, firstValidNT, mode);
        return new Tensor[] {ValidFrames.last(firstZNTD, firstValidNT), ValidFrames.last(secondZNTD, secondValidNT)};
    }

    /** What the crossmodal network makes of each modality, as it sees the other. */
    @Override
    public Map<Modality, Tensor> embeddings(Batch complete, ForwardMode mode) {
        Tensor[] lastFrames = lastFrames(pair.complete(complete).orElseThrow(), mode);
        Map<Modality, Tensor> embeddings = new LinkedHashMap<>();
        embeddings.put(pair.first(), lastFrames[0]);
        embeddings.put(pair.second(), lastFrames[1]);
        return embeddings;
    }

    @Override
    public Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> single = auxiliary(batch, mode);
        Map<Head, HeadOutput> outputs = new LinkedHashMap<>();
        single.forEach((modality, output) -> outputs.put(Head.of(modality), output));
        crossmodal(batch, mode).ifPresent(crossmodal -> outputs.put(heads().get(2), meanOfAll(crossmodal, single)));
        return outputs;
    }

    private static HeadOutput meanOfAll(HeadOutput crossmodal, Map<Modality, HeadOutput> single) {
        TensorVector all = new TensorVector(crossmodal.outputsNC());
        single.values().forEach(output -> all.push_back(BatchRows.select(output, crossmodal.rows())));
        return new HeadOutput(crossmodal.rows(), torch.stack(all).mean(0), crossmodal.embeddingsND());
    }

    @Override
    public List<Update> updates() {
        return List.of(new WholeUpdate(
                batch -> !batch.modalities().isEmpty(),
                this::comparedOutputs,
                heads(),
                parameters().groups()));
    }

    private Map<Head, HeadOutput> comparedOutputs(Batch batch, ForwardMode mode) {
        Map<Head, HeadOutput> outputs = new LinkedHashMap<>();
        auxiliary(batch, mode).forEach((modality, output) -> outputs.put(Head.of(modality), output));
        crossmodal(batch, mode).ifPresent(output -> outputs.put(heads().get(2), output));
        return outputs;
    }

    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        Map<Head, GraphHead> outputs = new LinkedHashMap<>();
        List<GraphValue> all = new ArrayList<>();
        inputs.forEach((modality, input) -> {
            GraphBuilder graph = input.graph();
            Stream stream = modality.equals(pair.first()) ? first : second;
            GraphValue lastBD = graph.in(
                    modality.name(),
                    () -> stream.writeAuxiliary(stream.writeProjection(input.framesBTF()), input.validBT()));
            GraphValue outputsBC = graph.in("auxiliary." + modality.name(), () -> auxiliaryHead.write(lastBD));
            all.add(outputsBC);
            outputs.put(Head.of(modality), new GraphHead(outputsBC, lastBD, width));
        });
        GraphValue joinedBX = writeLastFrames(inputs);
        GraphBuilder graph = joinedBX.graph();
        all.add(0, graph.in("prediction", () -> head.write(joinedBX)));
        GraphValue meanBC = graph.in("mean", () -> GraphHead.mean(all));
        outputs.put(heads().get(2), new GraphHead(meanBC, joinedBX, 2 * width));
        return outputs;
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
