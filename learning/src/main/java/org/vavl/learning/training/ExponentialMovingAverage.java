package org.vavl.learning.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A exponential moving average of the parameters over the steps (Polyak and Juditsky 1992, with weights that fade), which answers more steadily than the
 * parameters of the last step. At step t, from 0, the mean keeps min(decay, (1 + t)/(10 + t)) of itself, so that the beginning is soon
 * forgotten.
 *
 * <p>Differs from the paper, which has no mean; with a decay of 0 there is none.
 */
public final class ExponentialMovingAverage implements AutoCloseable {
    private final Map<String, Tensor> parameters;
    private final Map<String, Tensor> means = new LinkedHashMap<>();
    private final double decay;

    /**
     * Starts at the parameters as they are.
     *
     * @param parameters by name
     * @param decay the most that the mean keeps of itself, from 0 to below 1
     */
    public ExponentialMovingAverage(Map<String, Tensor> parameters, double decay) {
        this.parameters = parameters;
        this.decay = decay;
        if (decay > 0) {
            try (PointerScope scope = new PointerScope()) {
                parameters.forEach((name, parameter) ->
                        means.put(name, kept(parameter.detach().clone())));
            }
        }
    }

    private static Tensor kept(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /** Takes the parameters after a step into the mean. */
    public void add(long step) {
        double keep = Math.min(decay, (1.0 + step) / (10.0 + step));
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            means.forEach((name, mean) -> mean.lerp_(parameter(name), new Scalar(1 - keep)));
        }
    }

    private Tensor parameter(String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return parameter;
    }

    /** Does something while the parameters have the values of their means. */
    public void withAveragedParameters(Runnable something) {
        exchange();
        try {
            something.run();
        } finally {
            exchange();
        }
    }

    private void exchange() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            means.forEach((name, mean) -> {
                Tensor value = mean.clone();
                mean.copy_(parameter(name));
                parameter(name).copy_(value);
            });
        }
    }

    /** What has to be kept for going on: the means by name. */
    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(means);
    }

    /** Goes on from what {@link #tensors} gave. */
    public void restore(Map<String, Tensor> tensors) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            means.forEach((name, mean) -> {
                Tensor value = tensors.get(name);
                if (value == null) {
                    throw new IllegalArgumentException("the mean of " + name + " is missing");
                }
                mean.copy_(value);
            });
        }
    }

    @Override
    public void close() {
        means.values().forEach(Tensor::releaseReference);
        means.clear();
    }
}
