package org.vavl.learning.training.loss;

import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Task;
import org.vavl.model.PredictionLoss;
import org.vavl.model.TaskOutputs;

/**
 * Equation 4: the mean of |y − ŷ| over the clips and the attributes, in the attributes' units.
 *
 * @param task whose attributes are rated
 * @param reconstructionWeight α of Equation 1
 */
public record MeanAbsoluteErrorLoss(Task.Regression task, double reconstructionWeight) implements PredictionLoss {
    @Override
    public Tensor of(Tensor outputsNC, Tensor targetsNC) {
        return TaskOutputs.attributes(outputsNC, task).sub(targetsNC).abs().mean();
    }
}
