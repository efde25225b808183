package org.vavl.learning.training.optimiser;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Stochastic gradient descent with momentum: the direction is the gradient at first, and then momentum · direction + (1 − dampening) ·
 * gradient; the parameter moves against it. A parameter that an update leaves out keeps its value and its direction.
 */
final class Sgd extends StatefulOptimiser {
    private static final String DIRECTION = "direction";

    private final SgdSettings settings;

    /**
     * Starts without directions.
     *
     * @param settings beside the learning rate
     * @param parameters that will be changed, by name
     */
    Sgd(SgdSettings settings, Map<String, Tensor> parameters) {
        super(settings.weightDecay(), parameters, List.of(DIRECTION));
        this.settings = settings;
    }

    @Override
    void change(String name, Tensor parameter, Tensor gradient, double learningRate, long step) {
        Tensor direction = remembered(DIRECTION, name);
        double share = step == 1 ? 1 : 1 - settings.dampening();
        direction.mul_(new Scalar(settings.momentum())).add_(gradient, new Scalar(share));
        parameter.add_(direction, new Scalar(-learningRate));
    }
}
