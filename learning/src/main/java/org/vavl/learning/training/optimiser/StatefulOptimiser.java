package org.vavl.learning.training.optimiser;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What optimisers have in common: they remember tensors for each parameter, all zeros at first, and how many steps it took; and weight
 * decay is part of the gradient.
 */
abstract class StatefulOptimiser implements Optimiser {
    private final double weightDecay;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Long> steps = new LinkedHashMap<>();

    /**
     * Starts without steps.
     *
     * @param weightDecay how much of the parameter its gradient gets, at least 0
     * @param parameters that will be changed, by name
     * @param kinds the names of the tensors that are remembered for each parameter, each in the parameter's shape
     */
    StatefulOptimiser(double weightDecay, Map<String, Tensor> parameters, List<String> kinds) {
        this.weightDecay = weightDecay;
        try (PointerScope scope = new PointerScope()) {
            parameters.forEach((name, parameter) -> {
                kinds.forEach(kind -> tensors.put(key(kind, name), zerosLike(parameter)));
                steps.put(name, 0L);
            });
        }
    }

    private static Tensor zerosLike(Tensor parameter) {
        Tensor zeros = torch.zeros_like(parameter).detach();
        zeros.retainReference();
        return zeros;
    }

    private static String key(String kind, String name) {
        return kind + "." + name;
    }

    @Override
    public final void step(String name, Tensor parameter, Tensor gradient, double learningRate) {
        long step = required(steps, name) + 1;
        steps.put(name, step);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor decayed = weightDecay == 0 ? gradient : gradient.add(parameter, new Scalar(weightDecay));
            change(name, parameter, decayed, learningRate, step);
        }
    }

    /**
     * Changes one parameter, and what is remembered of it.
     *
     * @param gradient of the loss, with weight decay
     * @param step the parameter's, from 1
     */
    abstract void change(String name, Tensor parameter, Tensor gradient, double learningRate, long step);

    /** What is remembered of a parameter; it is changed in place. */
    final Tensor remembered(String kind, String name) {
        return required(tensors, key(kind, name));
    }

    @Override
    public final Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public final Map<String, Long> steps() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    @Override
    public final void restore(Map<String, Tensor> tensorsThen, Map<String, Long> stepsThen) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            tensors.forEach((key, tensor) -> tensor.copy_(required(tensorsThen, key)));
            steps.replaceAll((name, step) -> required(stepsThen, name));
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
    public final void close() {
        tensors.values().forEach(Tensor::releaseReference);
        tensors.clear();
    }
}
