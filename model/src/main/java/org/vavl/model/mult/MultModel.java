package org.vavl.model.mult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.VavlException;
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
import org.vavl.model.Update;
import org.vavl.model.WholeUpdate;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ResidualHead;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.layers.transformer.TransformerEncoder;
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
 * <p>and for three, A, V and L, as it was published:
 *
 * <pre>
 * Z_A = Self_A([Cross_A←V(A', V') ; Cross_A←L(A', L')])      (N, Tₐ, 2D), and Z_V, Z_L likewise
 * h   = [last frames of Z_A ; Z_V ; Z_L]                     (N, 6D)
 * </pre>
 *
 * <p>N clips of the batch that have all modalities, T frames of F values, D width, C outputs. More modalities are taken in the same way.
 *
 * <p>There is no mechanism for a missing modality: a clip that lacks one gets no answer, and takes no part in training.
 *
 * <p>Differs from the public code: no language, as in the VAVL paper, unless a corpus has it; frames that are not valid are not seen, and the last frame is the
 * last that is there; see {@link TransformerEncoder} for its positions and masks. Of three modalities, a layer over what several look at is as many times as
 * wide with as many times the hidden values, which are 4·2D there, and has as many layers as the others, of which the public code has fewer.
 */
final class MultModel extends AbstractNetwork implements ExportableNetwork {
    private final Map<Modality, Stream> streams = new LinkedHashMap<>();
    private final ResidualHead head;
    private final int joined;

    MultModel(MultConfiguration sizes, List<Modality> modalities, Task task, ParameterStore parameters) {
        super(sizes, modalities, task, parameters, List.of(Head.joining(modalities)));
        requireSeveral(modalities);
        ParameterPath root = parameters.root();
        for (Modality modality : modalities) {
            List<Modality> others =
                    modalities.stream().filter(other -> !other.equals(modality)).toList();
            streams.put(modality, new Stream(root.child(modality.name()), modality, others, sizes.transformer()));
        }
        joined = modalities.size()
                * (modalities.size() - 1)
                * sizes.transformer().width();
        head = new ResidualHead(
                root.child("prediction"), List.of(joined, joined, joined), task.outputs(), sizes.outputDropout());
    }

    private static void requireSeveral(List<Modality> modalities) {
        List<String> names = modalities.stream().map(Modality::name).toList();
        if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
            throw new VavlException("modalities " + names
                    + ": MulT needs two or more, of different names, of which each looks at the others");
        }
    }

    /** The clips that have every modality: which of the batch, and what they have. */
    private record Complete(List<Integer> rows, Map<Modality, ModalityBatch> parts) {
        ModalityBatch of(Modality modality) {
            return Objects.requireNonNull(parts.get(modality), modality.name());
        }
    }

    private Optional<Complete> complete(Batch batch) {
        List<Integer> rows = BatchRows.withAll(batch, modalities());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
        modalities()
                .forEach(modality -> parts.put(
                        modality, BatchRows.select(batch.modality(modality).orElseThrow(), rows)));
        return Optional.of(new Complete(rows, Collections.unmodifiableMap(parts)));
    }

    @Override
    public Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        return complete(batch)
                .map(complete -> Map.of(heads().get(0), predict(complete, mode)))
                .orElse(Map.of());
    }

    private HeadOutput predict(Complete complete, ForwardMode mode) {
        Map<Modality, Stream.Frames> projected = new LinkedHashMap<>();
        streams.forEach((modality, stream) -> {
            ModalityBatch part = complete.of(modality);
            projected.put(modality, new Stream.Frames(stream.project(part.featuresNTD(), mode), part.validNT()));
        });
        List<Tensor> last = new ArrayList<>();
        streams.forEach((modality, stream) -> last.add(ValidFrames.last(
                stream.see(projected, mode), complete.of(modality).validNT())));
        Tensor joinedNX = torch.cat(new TensorVector(last.toArray(Tensor[]::new)), 1);
        return new HeadOutput(complete.rows(), head.forward(joinedNX, mode), joinedNX);
    }

    @Override
    public List<Update> updates() {
        return List.of(new WholeUpdate(
                batch -> !BatchRows.withAll(batch, modalities()).isEmpty(),
                this::forward,
                heads(),
                parameters().groups()));
    }

    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        GraphValue joinedBX = writeLastFrames(inputs);
        GraphValue outputsBC = joinedBX.graph().in("prediction", () -> head.write(joinedBX));
        return Map.of(heads().get(0), new GraphHead(outputsBC, joinedBX, joined));
    }

    /** h, the last frames of each modality as it sees the others, in a graph. */
    private GraphValue writeLastFrames(Map<Modality, GraphSequence> inputs) {
        Map<Modality, GraphSequence> projected = new LinkedHashMap<>();
        streams.forEach((modality, stream) -> {
            GraphSequence input = Objects.requireNonNull(inputs.get(modality));
            GraphValue framesBTD = input.graph().in(modality.name(), () -> stream.writeProjection(input.framesBTF()));
            projected.put(modality, new GraphSequence(framesBTD, input.validBT()));
        });
        List<GraphValue> last = new ArrayList<>();
        streams.forEach((modality, stream) -> {
            GraphSequence own = Objects.requireNonNull(projected.get(modality));
            GraphValue seenBTD = own.graph().in(modality.name(), () -> stream.writeSight(projected));
            last.add(ValidFrames.last(seenBTD, own.validBT()));
        });
        return last.get(0).concat(1, last.subList(1, last.size()).toArray(GraphValue[]::new));
    }
}
