package org.vavl.model.vavl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.Comparison;
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
    private static final String PREDICTION = "prediction";
    private static final String RECONSTRUCTION = "reconstruction";

    @Override
    public String name() {
        return modality.name();
    }

    @Override
    public boolean appliesTo(Batch batch) {
        return batch.modality(modality).isPresent();
    }

    @Override
    public List<String> comparisons() {
        return List.of(PREDICTION, RECONSTRUCTION);
    }

    @Override
    public List<Comparison> compare(Batch batch, ForwardMode mode) {
        ModalityBatch part = batch.modality(modality).orElseThrow();
        Tensor pooledND = model.pool(modality, part, mode);
        Tensor predictedNC = model.predict(modality, pooledND, mode);
        List<Comparison> compared = new ArrayList<>();
        compared.add(new Comparison(
                PREDICTION, predictedNC, BatchRows.select(batch.targets().of(modality), part.rows())));
        model.reconstruct(modality, pooledND, mode)
                .ifPresent(reconstructedNF -> compared.add(new Comparison(
                        RECONSTRUCTION, reconstructedNF, MaskedMean.overTime(part.featuresNTD(), part.validNT()))));
        return compared;
    }

    /** Equation 1: L = L_pred(y, pred) + α·L_MSE(x_pool, Rec). */
    @Override
    public Tensor loss(List<Comparison> compared, PredictionLoss predictionLoss) {
        return compared.stream()
                .map(comparison -> comparison.name().equals(PREDICTION)
                        ? predictionLoss.of(comparison.outputsNX(), comparison.targetsNX())
                        : reconstructionLoss(comparison).mul(new Scalar(predictionLoss.reconstructionWeight())))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    private static Tensor reconstructionLoss(Comparison comparison) {
        Tensor inputNF = comparison.targetsNX();
        return torch.mse_loss(comparison.outputsNX().to(inputNF.scalar_type()), inputNF);
    }
}
