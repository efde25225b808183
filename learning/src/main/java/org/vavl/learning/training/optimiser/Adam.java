package org.vavl.learning.training.optimiser;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam (Kingma and Ba 2015) with one state a parameter, however many updates change it: a parameter that an update leaves out keeps
 * its value and its state, and its bias correction counts only the steps that it took.
 */
public final class Adam extends StatefulOptimiser {
    /** The running mean of a parameter's gradients, and that of their squares. */
    private static final String MEAN = "mean";

    private static final String MEAN_OF_SQUARES = "meanOfSquares";

    private final AdamSettings settings;

    /**
     * Starts with empty states.
     *
     * @param settings beside the learning rate
     * @param parameters that will be changed, by name
     */
    public Adam(AdamSettings settings, Map<String, Tensor> parameters) {
        super(settings.weightDecay(), parameters, List.of(MEAN, MEAN_OF_SQUARES));
        this.settings = settings;
    }

    @Override
    void change(String name, Tensor parameter, Tensor gradient, double learningRate, long step) {
        double correction1 = 1 - Math.pow(settings.beta1(), (double) step);
        double correction2 = 1 - Math.pow(settings.beta2(), (double) step);
        Tensor mean = remembered(MEAN, name);
        Tensor meanOfSquares = remembered(MEAN_OF_SQUARES, name);
        mean.lerp_(gradient, new Scalar(1 - settings.beta1()));
        meanOfSquares.mul_(new Scalar(settings.beta2())).addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
        Tensor denominator =
                meanOfSquares.sqrt().div_(new Scalar(Math.sqrt(correction2))).add_(new Scalar(settings.epsilon()));
        parameter.addcdiv_(mean, denominator, new Scalar(-learningRate / correction1));
    }
}
