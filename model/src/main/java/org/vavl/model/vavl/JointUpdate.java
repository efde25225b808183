package org.vavl.model.vavl;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.HeadOutput;
import org.vavl.model.PredictionLoss;
import org.vavl.model.Update;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;

/**
 * The update of the joint head, θav, from the clips that have every modality, with all else frozen: no gradient, no dropout
 * (Algorithm 1, lines 11 to 15).
 *
 * @param model whose parameters change
 * @param jointHead θav
 */
record JointUpdate(VavlModel model, ParameterGroup jointHead) implements Update {
    @Override
    public String name() {
        return "joint";
    }

    @Override
    public Set<ParameterGroup> changedGroups() {
        return Set.of(jointHead);
    }

    @Override
    public boolean appliesTo(Batch batch) {
        return !BatchRows.withAll(batch, model.modalities()).isEmpty();
    }

    @Override
    public Tensor loss(Batch batch, PredictionLoss predictionLoss, ForwardMode mode) {
        List<Integer> rows = BatchRows.withAll(batch, model.modalities());
        Map<Modality, HeadOutput> pooled = frozen(batch, rows, mode);
        Tensor predictedNC = model.predictJoint(pooled, rows, mode);
        return predictionLoss.of(predictedNC, BatchRows.select(batch.targetsBC(), rows));
    }

    /** What the frozen layers make of these clips. */
    private Map<Modality, HeadOutput> frozen(Batch batch, List<Integer> rows, ForwardMode mode) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            return model.pooled(BatchRows.only(batch, rows), ForwardMode.inference(mode.precision()));
        }
    }
}
