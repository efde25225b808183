package org.vavl.learning.training.loss;

import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.model.PredictionLoss;

/**
 * What training minimises.
 *
 * @param kind how wrong a prediction is
 * @param reconstructionWeight α of Equation 1, at least 0
 * @param labelSmoothing the share of a class's probability that is spread over all classes, from 0 to below 1; cross-entropy only
 */
public record LossSettings(Kind kind, double reconstructionWeight, double labelSmoothing) {
    /** How wrong a prediction is. */
    public enum Kind {
        /** Cross-entropy between distributions over classes (Equation 2). */
        CROSS_ENTROPY,
        /** One minus the concordance correlation coefficient, summed over the attributes (Equation 3). */
        CCC,
        /** The mean absolute error, averaged over the attributes (Equation 4). */
        L1
    }

    /** Checks the ranges. */
    public LossSettings {
        if (!(reconstructionWeight >= 0) || Double.isInfinite(reconstructionWeight)) {
            throw new IllegalArgumentException(
                    "reconstructionWeight is " + reconstructionWeight + ", and must be at least 0");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "labelSmoothing is " + labelSmoothing + ", and must be from 0 to below 1");
        }
    }

    /**
     * The defaults: for classes cross-entropy with α = 2, as the paper's code has it; for several attributes CCC, for a single
     * one L1, both with α = 1.
     */
    public static LossSettings defaultsFor(Task task) {
        if (task instanceof Task.Classification) {
            return new LossSettings(Kind.CROSS_ENTROPY, 2, 0);
        }
        return new LossSettings(task.outputs() > 1 ? Kind.CCC : Kind.L1, 1, 0);
    }

    /**
     * The loss for a task.
     *
     * @throws VavlException if the loss is not one for the task
     */
    public PredictionLoss forTask(Task task) {
        if (task instanceof Task.Regression regression && kind != Kind.CROSS_ENTROPY && labelSmoothing == 0) {
            return kind == Kind.CCC
                    ? new ConcordanceLoss(regression, reconstructionWeight)
                    : new MeanAbsoluteErrorLoss(regression, reconstructionWeight);
        }
        if (task instanceof Task.Classification && kind == Kind.CROSS_ENTROPY) {
            return new CrossEntropyLoss(labelSmoothing, reconstructionWeight);
        }
        throw new VavlException(
                "training.loss " + this + " does not fit the task: classification takes cross-entropy; regression takes"
                        + " ccc or l1, without label smoothing");
    }
}
