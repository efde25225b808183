package org.vavl.model.vavl;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.Comparison;
import org.vavl.model.HeadOutput;
import org.vavl.model.PredictionLoss;
import org.vavl.model.Update;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;

/**
 * The update of the joint head, θav, from the clips that have every modality, with all else frozen: no gradient, no dropout
 * (Algorithm 1, lines 11 to 15). Where there are several joint heads, each learns from the clips that have its modalities; no parameter is in two of them, so
 * that the gradient of the sum of their losses is each one's own.
 *
 * @param model whose parameters change
 * @param changedGroups θav, of each joint head
 * @param heads these heads, that of all modalities last
 */
record JointUpdate(VavlModel model, Set<ParameterGroup> changedGroups, List<Head> heads) implements Update {
    /** Copies both. */
    JointUpdate {
        changedGroups = Set.copyOf(changedGroups);
        heads = List.copyOf(heads);
    }

    @Override
    public String name() {
        return "joint";
    }

    @Override
    public boolean appliesTo(Batch batch) {
        return heads.stream().anyMatch(head -> !rows(batch, head).isEmpty());
    }

    @Override
    public List<String> comparisons() {
        return heads.stream().map(Head::name).toList();
    }

    @Override
    public List<Comparison> compare(Batch batch, ForwardMode mode) {
        Map<Modality, HeadOutput> pooled = frozen(batch, mode);
        return heads.stream()
                .filter(head -> !rows(batch, head).isEmpty())
                .map(head -> compare(head, batch, pooled, mode))
                .toList();
    }

    private Comparison compare(Head head, Batch batch, Map<Modality, HeadOutput> pooled, ForwardMode mode) {
        List<Integer> rows = rows(batch, head);
        return new Comparison(
                head.name(), model.predictJoint(head, pooled, rows, mode), BatchRows.select(batch.targetsBC(), rows));
    }

    @Override
    public Tensor loss(List<Comparison> compared, PredictionLoss predictionLoss) {
        return compared.stream()
                .map(comparison -> predictionLoss.of(comparison.outputsNX(), comparison.targetsNX()))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    private static List<Integer> rows(Batch batch, Head head) {
        return BatchRows.withAll(batch, head.modalities());
    }

    /** What the frozen layers make of the clips: of those that one head alone is for, or of all, of which several heads have some each. */
    private Map<Modality, HeadOutput> frozen(Batch batch, ForwardMode mode) {
        Batch some = heads.size() == 1 ? BatchRows.only(batch, rows(batch, heads.get(0))) : batch;
        try (NoGradGuard noGradient = new NoGradGuard()) {
            return model.pooled(some, ForwardMode.inference(mode.precision()));
        }
    }
}
