package org.vavl.learning.training.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.model.PredictionLoss;

/**
 * Equation 2: L = −Σ_c y_c·log p_c, the mean over the clips. The targets may be soft.
 *
 * @param labelSmoothing the share of each target that is spread over all classes
 * @param reconstructionWeight α of Equation 1
 */
public record CrossEntropyLoss(double labelSmoothing, double reconstructionWeight) implements PredictionLoss {
    @Override
    public Tensor of(Tensor logitsNC, Tensor targetsNC) {
        double spread = labelSmoothing / targetsNC.size(1);
        Tensor smoothedNC = targetsNC.mul(new Scalar(1 - labelSmoothing)).add(new Scalar(spread));
        Tensor logProbabilitiesNC = logitsNC.to(targetsNC.scalar_type()).log_softmax(1);
        return smoothedNC.mul(logProbabilitiesNC).sum(1).mean().neg();
    }
}
