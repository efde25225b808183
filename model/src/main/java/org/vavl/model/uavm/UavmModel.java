package org.vavl.model.uavm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
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
import org.vavl.model.SharedEmbeddings;
import org.vavl.model.Update;
import org.vavl.model.WholeUpdate;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * The Unified Audio-Visual Model (Gong et al. 2022, section II): a transformer for each modality, one that all share, and one head.
 *
 * <pre>
 * X' = the first frames of X that are there, each divided by its length   (N, T, F)
 * Z  = Shared(Own_m(X'))                                                   (N, T, D)
 * ŷ_m = norm(mean over time of Z)·W + b                                     (N, C)
 * </pre>
 *
 * <p>N clips of the batch that have the modality, T frames of F values, D width, C outputs. Each modality passes alone; a clip with all
 * modalities is answered for by the mean of their outputs, one that lacks some by those of the others. In training each modality that a
 * batch has counts; the recipe lets it have one at a time.
 *
 * <p>Differs from the public code: any number of modalities; frames that are not valid are not seen and not averaged, and do not count
 * among the first; features are normalised by the corpus's statistics before; parts that the code creates and never uses (a projection
 * where the width is right already, a head for each modality) are not there, which makes 114.9 million parameters of 117.0
 * million.
 */
final class UavmModel extends AbstractNetwork implements ExportableNetwork, SharedEmbeddings {
    private static final String SHARED = "shared";
    private static final String PREDICTION = "prediction";
    private static final double SMALLEST_LENGTH = 1e-12;

    private final int frames;
    private final int width;
    private final Map<Modality, FrameTransformer> own = new LinkedHashMap<>();
    private final FrameTransformer shared;
    private final LayerNorm norm;
    private final Linear output;

    UavmModel(UavmConfiguration sizes, List<Modality> modalities, Task task, ParameterStore parameters) {
        super(sizes, modalities, task, parameters, heads(modalities));
        ParameterPath root = parameters.root();
        frames = sizes.frames();
        width = sizes.width();
        for (Modality modality : modalities) {
            own.put(
                    modality,
                    new FrameTransformer(root.child(modality.name()), modality.width(), sizes, sizes.modalityBlocks()));
        }
        shared = new FrameTransformer(root.child(SHARED), sizes.width(), sizes, sizes.sharedBlocks());
        norm = new LayerNorm(root.child(PREDICTION).child("norm"), sizes.width(), FrameTransformer.NORM_EPSILON);
        output = new Linear(root.child(PREDICTION).child("output"), sizes.width(), task.outputs());
    }

    private static List<Head> heads(List<Modality> modalities) {
        List<String> names = modalities.stream().map(Modality::name).toList();
        if (names.isEmpty() || names.contains(SHARED) || names.contains(PREDICTION)) {
            throw new VavlException("modalities " + names + ": UAVM needs one or more, none of them called '" + SHARED
                    + "' or '" + PREDICTION + "'");
        }
        List<Head> heads = new ArrayList<>(modalities.stream().map(Head::of).toList());
        if (modalities.size() > 1) {
            heads.add(Head.joining(modalities));
        }
        return heads;
    }

    private Map<Modality, HeadOutput> single(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> outputs = new LinkedHashMap<>();
        own.forEach((modality, transformer) ->
                batch.modality(modality).ifPresent(part -> outputs.put(modality, predict(transformer, part, mode))));
        return outputs;
    }

    /** What the shared transformer makes of each modality, before the norm. */
    @Override
    public Map<Modality, Tensor> embeddings(Batch complete, ForwardMode mode) {
        Map<Modality, Tensor> embeddings = new LinkedHashMap<>();
        own.forEach((modality, transformer) -> embeddings.put(
                modality, pool(transformer, complete.modality(modality).orElseThrow(), mode)));
        return embeddings;
    }

    private HeadOutput predict(FrameTransformer transformer, ModalityBatch part, ForwardMode mode) {
        Tensor pooledND = pool(transformer, part, mode);
        return new HeadOutput(part.rows(), output.forward(norm.forward(pooledND), mode), pooledND);
    }

    private Tensor pool(FrameTransformer transformer, ModalityBatch part, ForwardMode mode) {
        long seen = Math.min(frames, part.validNT().size(1));
        Tensor validNT = ValidFrames.compact(part.validNT().unsqueeze(2), part.validNT())
                .squeeze(2)
                .narrow(1, 0, seen);
        Tensor featuresNTF =
                ValidFrames.compact(part.featuresNTD(), part.validNT()).narrow(1, 0, seen);
        Tensor unitNTF = unitLength(ValidFrames.zeroInvalid(featuresNTF, validNT));
        Tensor ownNTD = transformer.forward(unitNTF, validNT, mode);
        Tensor sharedNTD = shared.forward(ownNTD, validNT, mode);
        return MaskedMean.overTime(sharedNTD, validNT);
    }

    private static Tensor unitLength(Tensor xNTF) {
        Tensor lengthNT1 = xNTF.square()
                .sum(new long[] {2}, true, new org.bytedeco.pytorch.ScalarTypeOptional())
                .sqrt();
        return xNTF.div(lengthNT1.clamp_min(new Scalar(SMALLEST_LENGTH)));
    }

    @Override
    public Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> single = single(batch, mode);
        Map<Head, HeadOutput> outputs = byHead(single);
        List<Integer> complete = BatchRows.withAll(batch, modalities());
        if (modalities().size() > 1 && !complete.isEmpty()) {
            TensorVector all = new TensorVector();
            single.values().forEach(said -> all.push_back(BatchRows.select(said, complete)));
            outputs.put(
                    heads().get(heads().size() - 1),
                    new HeadOutput(complete, torch.stack(all).mean(0)));
        }
        return outputs;
    }

    private static Map<Head, HeadOutput> byHead(Map<Modality, HeadOutput> single) {
        Map<Head, HeadOutput> outputs = new LinkedHashMap<>();
        single.forEach((modality, said) -> outputs.put(Head.of(modality), said));
        return outputs;
    }

    @Override
    public List<Update> updates() {
        return List.of(new WholeUpdate(
                batch -> !batch.modalities().isEmpty(),
                (batch, mode) -> byHead(single(batch, mode)),
                heads(),
                parameters().groups()));
    }

    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        Map<Head, GraphHead> outputs = new LinkedHashMap<>();
        List<GraphValue> single = new ArrayList<>();
        inputs.forEach((modality, input) -> {
            GraphBuilder graph = input.graph();
            GraphValue pooledBD = writePooling(modality, input);
            GraphValue outputsBC = graph.in(
                    PREDICTION + "." + modality.name(),
                    () -> graph.in("output", () -> output.write(graph.in("norm", () -> norm.write(pooledBD)))));
            single.add(outputsBC);
            outputs.put(Head.of(modality), new GraphHead(outputsBC, pooledBD, width));
        });
        if (modalities().size() > 1) {
            GraphValue meanBC = single.get(0).graph().in("mean", () -> GraphHead.mean(single));
            outputs.put(heads().get(heads().size() - 1), new GraphHead(meanBC, meanBC, task().outputs()));
        }
        return outputs;
    }

    private GraphValue writePooling(Modality modality, GraphSequence input) {
        GraphBuilder graph = input.graph();
        GraphValue seen = graph.frames(input.validBT()).min(graph.numbers(frames));
        GraphValue validBT = ValidFrames.within(ValidFrames.counts(input.validBT()), seen);
        GraphValue featuresBTF = ValidFrames.frames(input.framesBTF(), ValidFrames.order(input.validBT(), seen));
        GraphValue unitBTF = unitLength(ValidFrames.zeroInvalid(featuresBTF, validBT));
        FrameTransformer transformer = Objects.requireNonNull(own.get(modality), modality.name());
        GraphValue ownBTD = graph.in(modality.name(), () -> transformer.write(unitBTF, validBT));
        GraphValue sharedBTD = graph.in(SHARED + "." + modality.name(), () -> shared.write(ownBTD, validBT));
        return MaskedMean.overTime(sharedBTD, validBT);
    }

    private static GraphValue unitLength(GraphValue xBTF) {
        GraphValue lengthBT1 = xBTF.times(xBTF).sum(2, true).sqrt();
        return xBTF.dividedBy(lengthBT1.max(xBTF.graph().scalar(GraphType.FLOAT32, SMALLEST_LENGTH)));
    }
}
