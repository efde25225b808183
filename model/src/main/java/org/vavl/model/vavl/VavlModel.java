package org.vavl.model.vavl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.Batch;
import org.vavl.model.ExportableNetwork;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.SharedEmbeddings;
import org.vavl.model.Update;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.recognition.inference.HeadSelection;

/**
 * Versatile Audio-Visual Learning (paper, sections 3.1 to 3.3): a branch for each modality, layers that all modalities share, a
 * head for each modality and one that joins them.
 *
 * <p>N clips of the batch that have the modality, T frames, D width, M modalities, C outputs.
 *
 * <p>Differs from the paper: any number of modalities; frames that are not valid take no part in anything, where the paper's code
 * treats padding as frames; the conformers' norm is a layer norm (see {@link org.vavl.nn.layers.conformer.ConvolutionModule}), so that the
 * shared layers keep no statistics in which the modalities would mix. Of three and four modalities, each set of several has a joint head of its own
 * (for speech, face and text: the audio-visual, the acoustic-text, the visual-text and the acoustic-visual-text one), learnt as θav is, from the clips
 * that have at least those, with all else frozen; so that a clip that has some modalities but not all is answered for by a head that was trained for just these.
 * Of five and more ({@link Head#sets}), for which such sets are many, one joins all, and a clip with some is answered for by the mean of its single heads.
 */
public final class VavlModel implements ExportableNetwork, SharedEmbeddings {
    private static final String SHARED = "shared";

    private final VavlConfiguration configuration;
    private final Task task;
    private final ParameterStore parameters;
    private final Map<Modality, ModalityBranch> branches = new LinkedHashMap<>();
    private final SharedLayers shared;
    private final JointHeads joint;
    private final List<Modality> modalities;
    private final List<Head> heads;
    private final List<Update> updates;

    VavlModel(VavlConfiguration configuration, List<Modality> modalities, Task task, ParameterStore parameters) {
        requireNames(modalities);
        this.configuration = configuration;
        this.task = task;
        this.parameters = parameters;
        this.modalities = List.copyOf(modalities);
        for (Modality modality : modalities) {
            ParameterPath place = parameters.root().newGroup(modality.name());
            branches.put(modality, new ModalityBranch(place, configuration, modality, task.outputs()));
        }
        shared = new SharedLayers(parameters.root().newGroup(SHARED), configuration);
        joint = new JointHeads(parameters.root(), configuration, modalities, task);
        List<Head> allHeads = new ArrayList<>(modalities.stream().map(Head::of).toList());
        allHeads.addAll(joint.heads());
        heads = List.copyOf(allHeads);
        updates = updatesOfAlgorithm1();
    }

    private static void requireNames(List<Modality> modalities) {
        List<String> names = modalities.stream().map(Modality::name).toList();
        if (names.isEmpty()
                || Set.copyOf(names).size() < names.size()
                || names.contains(SHARED)
                || names.stream().anyMatch(JointHeads::isGroup)) {
            throw new VavlException(
                    "modalities " + names + ": VAVL needs one or more, of different names, none of them '" + SHARED
                            + "' or '" + JointHeads.JOINT + "'");
        }
    }

    /** Algorithm 1, lines 3 to 15: each modality with the shared layers, then the joint heads alone. */
    private List<Update> updatesOfAlgorithm1() {
        List<Update> all = new ArrayList<>();
        modalities.forEach(modality -> all.add(new ModalityUpdate(this, modality, groups(modality))));
        if (joint.areLearnt()) {
            all.add(new JointUpdate(this, joint.groups(), joint.heads()));
        }
        return List.copyOf(all);
    }

    /** θm and θs: what a modality's branch and the shared layers have. */
    private Set<ParameterGroup> groups(Modality modality) {
        return Set.of(branch(modality).group(), shared.group());
    }

    @Override
    public VavlConfiguration configuration() {
        return configuration;
    }

    @Override
    public List<Modality> modalities() {
        return modalities;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public ParameterStore parameters() {
        return parameters;
    }

    @Override
    public List<Head> heads() {
        return heads;
    }

    @Override
    public List<Update> updates() {
        return updates;
    }

    @Override
    public Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> pooled = pooled(batch, mode);
        Map<Head, HeadOutput> outputs = new LinkedHashMap<>();
        pooled.forEach((modality, part) -> outputs.put(
                Head.of(modality),
                new HeadOutput(part.rows(), predict(modality, part.outputsNC(), mode), part.outputsNC())));
        Map<Modality, HeadOutput> single = new LinkedHashMap<>();
        pooled.keySet().forEach(modality -> single.put(modality, outputs.get(Head.of(modality))));
        for (Head head : joint.heads()) {
            joint.forward(head, batch, pooled, single, mode).ifPresent(output -> outputs.put(head, output));
        }
        return outputs;
    }

    /** What the shared layers make of each modality that the batch has, N×D. */
    Map<Modality, HeadOutput> pooled(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> pooled = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            batch.modality(modality)
                    .ifPresent(part -> pooled.put(modality, new HeadOutput(part.rows(), pool(modality, part, mode))));
        }
        return pooled;
    }

    @Override
    public Map<Modality, Tensor> embeddings(Batch complete, ForwardMode mode) {
        Map<Modality, Tensor> embeddings = new LinkedHashMap<>();
        pooled(complete, mode).forEach((modality, part) -> embeddings.put(modality, part.outputsNC()));
        return embeddings;
    }

    /** What the shared layers make of one modality, N×D. */
    Tensor pool(Modality modality, ModalityBatch part, ForwardMode mode) {
        Tensor encodedNTD = branch(modality).encode(part.featuresNTD(), part.validNT(), mode);
        return shared.forward(encodedNTD, part.validNT(), mode);
    }

    /** A modality's prediction, N×C. */
    Tensor predict(Modality modality, Tensor pooledND, ForwardMode mode) {
        return branch(modality).predict(pooledND, mode);
    }

    /** A modality's reconstruction of its mean input, N×F. */
    Optional<Tensor> reconstruct(Modality modality, Tensor pooledND, ForwardMode mode) {
        return branch(modality).reconstruct(pooledND, mode);
    }

    /** A joint head's prediction, N×C, for clips of the batch that have every modality of its: [pooled a ; pooled v] → C. */
    Tensor predictJoint(Head head, Map<Modality, HeadOutput> pooled, List<Integer> rows, ForwardMode mode) {
        return joint.predict(head, pooled, rows, mode);
    }

    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        Map<Head, GraphHead> outputs = new LinkedHashMap<>();
        Map<Modality, GraphHead> single = new LinkedHashMap<>();
        inputs.forEach((modality, input) -> {
            GraphValue pooledBD = writePooling(modality, input);
            GraphValue predictedBC =
                    input.graph().in(modality.name(), () -> branch(modality).writePrediction(pooledBD));
            single.put(modality, new GraphHead(predictedBC, pooledBD, configuration.width()));
        });
        single.forEach((modality, output) -> outputs.put(Head.of(modality), output));
        joint.heads().forEach(head -> outputs.put(head, joint.write(head, single)));
        return outputs;
    }

    private GraphValue writePooling(Modality modality, GraphSequence input) {
        GraphBuilder graph = input.graph();
        GraphValue encodedBTD = graph.in(modality.name(), () -> branch(modality).writeEncoding(input));
        return graph.in(SHARED, () -> graph.in(modality.name(), () -> shared.write(encodedBTD, input.validBT())));
    }

    private ModalityBranch branch(Modality modality) {
        ModalityBranch branch = branches.get(modality);
        if (branch == null) {
            throw new IllegalArgumentException("modality " + modality + " is none of the model's: " + modalities);
        }
        return branch;
    }

    @Override
    public List<Head> selectedHeads(Set<String> present) {
        return HeadSelection.of(heads, modalities, present);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
