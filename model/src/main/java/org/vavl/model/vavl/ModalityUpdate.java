package org.vavl.model.vavl;

import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.ModalityBatch;
import org.vavl.model.PredictionLoss;
import org.vavl.model.Update;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.layers.MaskedMean;

/**
 * The update of one modality's branch and the shared layers, {θa, θs} or {θv, θs}, from the clips that have the modality
 * (Algorithm 1, lines 3 to 10).
 *
 * @param model whose parameters change
 * @param modality the modality
 * @param changedGroups the modality's branch and the shared layers
 */
record ModalityUpdate(VavlModel model, Modality modality, Set<ParameterGroup> changedGroups) implements Update {
    @Override
    public String name() {
        return modality.name();
    }

    @Override
    public boolean appliesTo(Batch batch) {
        return batch.modality(modality).isPresent();
    }

    /** Equation 1: L = L_pred(y, pred) + α·L_MSE(x_pool, Rec). */
    @Override
    public Tensor loss(Batch batch, PredictionLoss predictionLoss, ForwardMode mode) {
        ModalityBatch part = batch.modality(modality).orElseThrow();
        Tensor pooledND = model.pool(modality, part, mode);
        Tensor predictedNC = model.predict(modality, pooledND, mode);
        Tensor targetsNC = BatchRows.select(batch.targets().of(modality), part.rows());
        Tensor predictionPart = predictionLoss.of(predictedNC, targetsNC);
        return model.reconstruct(modality, pooledND, mode)
                .map(reconstructedNF -> {
                    Tensor inputNF = MaskedMean.overTime(part.featuresNTD(), part.validNT());
                    Tensor reconstructionPart = torch.mse_loss(reconstructedNF.to(inputNF.scalar_type()), inputNF);
                    return predictionPart.add(
                            reconstructionPart.mul(new Scalar(predictionLoss.reconstructionWeight())));
                })
                .orElse(predictionPart);
    }
}
