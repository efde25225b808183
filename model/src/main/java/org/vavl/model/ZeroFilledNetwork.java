package org.vavl.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A network for two modalities that always takes both: where one is missing, or is not to be looked at, zeros stand in its place. Its three
 * heads are the same network on the first modality and zeros, on zeros and the second, and on both.
 */
public abstract class ZeroFilledNetwork extends AbstractNetwork implements ExportableNetwork {
    private final ModalityPair pair;

    /**
     * Keeps what a network is made from.
     *
     * @param configuration its settings
     * @param pair what it understands
     * @param task what it predicts
     * @param parameters the network owns them from now on
     */
    protected ZeroFilledNetwork(
            ModelConfiguration configuration, ModalityPair pair, Task task, ParameterStore parameters) {
        super(
                configuration,
                pair.both(),
                task,
                parameters,
                List.of(Head.of(pair.first()), Head.of(pair.second()), Head.joining(pair.both())));
        this.pair = pair;
    }

    /** What it understands. */
    protected final ModalityPair pair() {
        return pair;
    }

    /**
     * What the network says.
     *
     * @param streams both modalities of N clips, one of which may be zeros
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (N, C)
     */
    protected abstract Tensor predict(ModalityPair.Streams streams, ForwardMode mode);

    private HeadOutput output(ModalityPair.Streams streams, ForwardMode mode) {
        return new HeadOutput(streams.rows(), predict(streams, mode));
    }

    @Override
    public final Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        Map<Head, HeadOutput> outputs = new LinkedHashMap<>();
        for (Modality modality : modalities()) {
            pair.filled(alone(batch, modality))
                    .ifPresent(streams -> outputs.put(Head.of(modality), output(streams, mode)));
        }
        pair.complete(batch).ifPresent(streams -> outputs.put(heads().get(2), output(streams, mode)));
        return outputs;
    }

    private static Batch alone(Batch batch, Modality modality) {
        Map<Modality, ModalityBatch> part =
                batch.modality(modality).map(found -> Map.of(modality, found)).orElse(Map.of());
        return new Batch(batch.clips(), part, batch.targets());
    }

    /** Every clip is trained on once, with what it has, and all in one pass, so that a batch norm sees them together. */
    @Override
    public final List<Update> updates() {
        Head joint = heads().get(2);
        return List.of(new WholeUpdate(
                batch -> !batch.modalities().isEmpty(),
                (batch, mode) -> Map.of(joint, output(pair.filled(batch).orElseThrow(), mode)),
                List.of(joint),
                parameters().groups()));
    }

    /**
     * What the network says in a graph.
     *
     * @param first frames of the first modality, which may be zeros
     * @param second frames of the second, which may be zeros
     * @return (B, C)
     */
    protected abstract GraphValue write(GraphSequence first, GraphSequence second);

    @Override
    public final Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        GraphSequence first = Objects.requireNonNull(inputs.get(pair.first()));
        GraphSequence second = Objects.requireNonNull(inputs.get(pair.second()));
        GraphBuilder graph = first.graph();
        Map<Head, GraphHead> outputs = new LinkedHashMap<>();
        List<List<GraphSequence>> streams = List.of(
                List.of(first, zerosBeside(first, pair.second())),
                List.of(zerosBeside(second, pair.first()), second),
                List.of(first, second));
        for (int i = 0; i < streams.size(); i++) {
            List<GraphSequence> both = streams.get(i);
            GraphValue outputsBC = graph.in("for-" + heads().get(i).name(), () -> write(both.get(0), both.get(1)));
            outputs.put(heads().get(i), new GraphHead(outputsBC, outputsBC, task().outputs()));
        }
        return outputs;
    }

    /** Zeros in the place of a modality: a frame of them for each frame of the other. */
    private static GraphSequence zerosBeside(GraphSequence other, Modality missing) {
        GraphBuilder graph = other.graph();
        GraphValue validBT = other.validBT();
        GraphValue frames = graph.frames(validBT);
        GraphValue shape = validBT.size(0).concat(0, frames, graph.numbers(missing.width()));
        return new GraphSequence(shape.zeros(), ValidFrames.within(ValidFrames.lengths(validBT), frames));
    }
}
