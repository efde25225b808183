package org.vavl.learning.training.optimiser;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Settings of Adam (Kingma and Ba 2015) beside the learning rate.
 *
 * @param weightDecay of the squared parameters, at least 0
 * @param beta1 decay of the mean of the gradients, from 0 to below 1
 * @param beta2 decay of the mean of their squares, from 0 to below 1
 * @param epsilon added to the root of that mean, above 0
 */
public record AdamSettings(double weightDecay, double beta1, double beta2, double epsilon)
        implements OptimiserSettings {
    /** Checks the ranges. */
    public AdamSettings {
        if (!(weightDecay >= 0) || !(epsilon > 0)) {
            throw new IllegalArgumentException("weightDecay is " + weightDecay + " and epsilon " + epsilon
                    + ": the first must be at least 0, the second above 0");
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "beta1 is " + beta1 + " and beta2 " + beta2 + ": both must be from 0 to below 1");
        }
    }

    /** What the paper's code uses. */
    public static AdamSettings defaults() {
        return new AdamSettings(5e-7, 0.95, 0.999, 1e-8);
    }

    @Override
    public Optimiser start(Map<String, Tensor> parameters) {
        return new Adam(this, parameters);
    }
}
