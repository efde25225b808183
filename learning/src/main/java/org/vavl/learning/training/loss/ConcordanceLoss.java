package org.vavl.learning.training.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Task;
import org.vavl.model.PredictionLoss;
import org.vavl.model.TaskOutputs;

/**
 * Σ over the attributes of 1 − CCC (Equation 3), over the clips of the batch, with the variances of a population. The
 * denominator has 10⁻⁸ added, so that clips which all have the same rating give a loss and no NaN.
 *
 * @param task whose attributes are rated
 * @param reconstructionWeight α of Equation 1
 */
public record ConcordanceLoss(Task.Regression task, double reconstructionWeight) implements PredictionLoss {
    private static final double EPSILON = 1e-8;

    @Override
    public Tensor of(Tensor outputsNC, Tensor targetsNC) {
        Tensor predictedNC = TaskOutputs.attributes(outputsNC, task);
        Tensor meanDifferenceC = predictedNC.mean(0).sub(targetsNC.mean(0));
        Tensor predictedDeviationNC = predictedNC.sub(predictedNC.mean(0));
        Tensor targetDeviationNC = targetsNC.sub(targetsNC.mean(0));
        Tensor covarianceC = predictedDeviationNC.mul(targetDeviationNC).mean(0);
        Tensor predictedVarianceC = predictedDeviationNC.square().mean(0);
        Tensor targetVarianceC = targetDeviationNC.square().mean(0);
        Tensor denominatorC = predictedVarianceC.add(targetVarianceC).add(meanDifferenceC.square());
        Tensor cccC = covarianceC.mul(new Scalar(2.0)).div(denominatorC.add(new Scalar(EPSILON)));
        return cccC.neg().add(new Scalar(1.0)).sum();
    }
}
