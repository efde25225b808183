package org.vavl.model.vavl;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.GraphHead;
import org.vavl.model.HeadOutput;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphValue;

/**
 * The heads of several modalities, of each set of them that has one: a {@link JointHead}, or, without joint heads, the mean of the single heads' outputs
 * (ablation 3 of Table 3).
 */
final class JointHeads {
    /** θav is what the paper has; those of fewer modalities than all are named after them. */
    static final String JOINT = "joint";

    private final int width;
    private final int modalities;
    private final List<Head> heads;
    private final Map<Head, JointHead> learnt = new LinkedHashMap<>();

    /** @param root where the heads' groups come, unless the configuration has no joint heads */
    JointHeads(ParameterPath root, VavlConfiguration configuration, List<Modality> modalities, Task task) {
        this.width = configuration.width();
        this.modalities = modalities.size();
        heads = Head.sets(modalities).stream()
                .filter(set -> set.size() > 1)
                .map(Head::joining)
                .toList();
        if (configuration.jointHead()) {
            heads.forEach(head -> learnt.put(
                    head, new JointHead(root.newGroup(group(head)), configuration, head.modalities(), task)));
        }
    }

    /** Whether a group of parameters may be called so. */
    static boolean isGroup(String name) {
        return name.equals(JOINT) || name.startsWith(JOINT + "-");
    }

    private String group(Head head) {
        return head.modalities().size() == modalities ? JOINT : JOINT + "-" + head.name();
    }

    /** Of fewer modalities before those of more, that of all last; none of one modality. */
    List<Head> heads() {
        return heads;
    }

    /** Whether they have parameters. */
    boolean areLearnt() {
        return !learnt.isEmpty();
    }

    /** Their parameters. */
    Set<ParameterGroup> groups() {
        Set<ParameterGroup> groups = new LinkedHashSet<>();
        learnt.values().forEach(head -> groups.add(head.group()));
        return groups;
    }

    /** A head's prediction, N×C, for clips of the batch that have every modality of its: [pooled a ; pooled v] → C. */
    Tensor predict(Head head, Map<Modality, HeadOutput> pooled, List<Integer> rows, ForwardMode mode) {
        return Objects.requireNonNull(learnt.get(head)).forward(select(head, pooled, rows), mode);
    }

    /**
     * What a head says of the clips of a batch that have all of its modalities; empty if none has.
     *
     * @param pooled what the shared layers make of each modality
     * @param single what the heads of single modalities say
     */
    Optional<HeadOutput> forward(
            Head head,
            Batch batch,
            Map<Modality, HeadOutput> pooled,
            Map<Modality, HeadOutput> single,
            ForwardMode mode) {
        List<Integer> rows = BatchRows.withAll(batch, head.modalities());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Tensor outputsNC = areLearnt() ? predict(head, pooled, rows, mode) : meanOf(select(head, single, rows));
        Tensor joinedNX = torch.cat(new TensorVector(select(head, pooled, rows)), 1);
        return Optional.of(new HeadOutput(rows, outputsNC, joinedNX));
    }

    /** The mean of the single heads' outputs: ablation 3 of Table 3. */
    private static Tensor meanOf(Tensor[] outputsNC) {
        return torch.stack(new TensorVector(outputsNC)).mean(0);
    }

    /** The clips that have every modality of a head, from what there is of each modality, in the order of the modalities. */
    private static Tensor[] select(Head head, Map<Modality, HeadOutput> ofEachModality, List<Integer> rows) {
        return head.modalities().stream()
                .map(modality -> BatchRows.select(Objects.requireNonNull(ofEachModality.get(modality)), rows))
                .toArray(Tensor[]::new);
    }

    /** The same as {@link #forward} in a graph. */
    GraphHead write(Head head, Map<Modality, GraphHead> single) {
        List<GraphHead> parts = head.modalities().stream()
                .map(modality -> Objects.requireNonNull(single.get(modality)))
                .toList();
        GraphValue first = parts.get(0).embeddingsBD();
        GraphValue[] others =
                parts.stream().skip(1).map(GraphHead::embeddingsBD).toArray(GraphValue[]::new);
        return first.graph().in(group(head), () -> {
            GraphValue joinedBX = first.concat(1, others);
            GraphValue outputsBC = Optional.ofNullable(learnt.get(head))
                    .map(joint -> joint.write(joinedBX))
                    .orElseGet(() -> GraphHead.mean(
                            parts.stream().map(GraphHead::outputsBC).toList()));
            return new GraphHead(outputsBC, joinedBX, parts.size() * width);
        });
    }
}
