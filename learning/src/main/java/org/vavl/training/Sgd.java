package org.vavl.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Stochastic gradient descent with momentum: the direction is the gradient at first, and then momentum · direction + (1 − dampening) ·
 * gradient; the parameter moves against it. A parameter that an update leaves out keeps its value and its direction.
 */
final class Sgd implements Optimiser {
    private static final String DIRECTION = "direction.";

    private final SgdSettings settings;
    private final Map<String, Tensor> directions = new LinkedHashMap<>();
    private final Map<String, Long> steps = new LinkedHashMap<>();

    /**
     * Starts without directions.
     *
     * @param settings beside the learning rate
     * @param parameters that will be changed, by name
     */
    Sgd(SgdSettings settings, Map<String, Tensor> parameters) {
        this.settings = settings;
        try (PointerScope scope = new PointerScope()) {
            parameters.forEach((name, parameter) -> {
                Tensor direction = torch.zeros_like(parameter).detach();
                direction.retainReference();
                directions.put(name, direction);
                steps.put(name, 0L);
            });
        }
    }

    @Override
    public void step(String name, Tensor parameter, Tensor gradient, double learningRate) {
        Tensor direction = required(directions, name);
        long before = required(steps, name);
        steps.put(name, before + 1);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor decayed = settings.weightDecay() == 0
                    ? gradient
                    : gradient.add(parameter, new Scalar(settings.weightDecay()));
            double share = before == 0 ? 1 : 1 - settings.dampening();
            direction.mul_(new Scalar(settings.momentum())).add_(decayed, new Scalar(share));
            parameter.add_(direction, new Scalar(-learningRate));
        }
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        directions.forEach((name, direction) -> tensors.put(DIRECTION + name, direction));
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, Long> steps() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    @Override
    public void restore(Map<String, Tensor> tensors, Map<String, Long> stepsTaken) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            directions.forEach((name, direction) -> {
                direction.copy_(required(tensors, DIRECTION + name));
                steps.put(name, required(stepsTaken, name));
            });
        }
    }

    private static <V> V required(Map<String, V> values, String name) {
        V value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the optimiser's state lacks " + name);
        }
        return value;
    }

    @Override
    public void close() {
        directions.values().forEach(Tensor::releaseReference);
        directions.clear();
    }
}
