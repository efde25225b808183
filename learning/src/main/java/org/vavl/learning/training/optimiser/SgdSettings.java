package org.vavl.learning.training.optimiser;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Settings of stochastic gradient descent with momentum (Polyak 1964), beside the learning rate.
 *
 * @param weightDecay of the squared parameters, at least 0
 * @param momentum the share of the last step's direction that is kept, from 0 to below 1
 * @param dampening the share of the gradient that is left out of the direction after the first step, from 0 to below 1
 */
public record SgdSettings(double weightDecay, double momentum, double dampening) implements OptimiserSettings {
    /** Checks the ranges. */
    public SgdSettings {
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("weightDecay is " + weightDecay + ", and must be at least 0");
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum is " + momentum + ", and must be from 0 to below 1");
        }
        if (!(dampening >= 0 && dampening < 1)) {
            throw new IllegalArgumentException("dampening is " + dampening + ", and must be from 0 to below 1");
        }
    }

    /** Without momentum. */
    public static SgdSettings defaults() {
        return new SgdSettings(0, 0, 0);
    }

    @Override
    public Optimiser start(Map<String, Tensor> parameters) {
        return new Sgd(this, parameters);
    }
}
