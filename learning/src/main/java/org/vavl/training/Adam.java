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
 * Adam (Kingma and Ba 2015) with one state a parameter, however many updates change it: a parameter that an update leaves out keeps
 * its value and its state, and its bias correction counts only the steps that it took.
 */
final class Adam implements Optimiser {
    private final AdamSettings settings;
    private final Map<String, State> states = new LinkedHashMap<>();

    /** Running means of one parameter's gradients and of their squares, and the number of steps that it took. */
    private static final class State {
        final Tensor mean;
        final Tensor meanOfSquares;
        long steps;

        State(Tensor parameter) {
            mean = torch.zeros_like(parameter).detach();
            meanOfSquares = torch.zeros_like(parameter).detach();
            mean.retainReference();
            meanOfSquares.retainReference();
        }

        void release() {
            mean.releaseReference();
            meanOfSquares.releaseReference();
        }
    }

    /**
     * Starts with empty states.
     *
     * @param settings beside the learning rate
     * @param parameters that will be changed, by name
     */
    Adam(AdamSettings settings, Map<String, Tensor> parameters) {
        this.settings = settings;
        try (PointerScope scope = new PointerScope()) {
            parameters.forEach((name, parameter) -> states.put(name, new State(parameter)));
        }
    }

    @Override
    public void step(String name, Tensor parameter, Tensor gradient, double learningRate) {
        State state = state(name);
        state.steps++;
        double correction1 = 1 - Math.pow(settings.beta1(), (double) state.steps);
        double correction2 = 1 - Math.pow(settings.beta2(), (double) state.steps);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor decayed = settings.weightDecay() == 0
                    ? gradient
                    : gradient.add(parameter, new Scalar(settings.weightDecay()));
            state.mean.lerp_(decayed, new Scalar(1 - settings.beta1()));
            state.meanOfSquares
                    .mul_(new Scalar(settings.beta2()))
                    .addcmul_(decayed, decayed, new Scalar(1 - settings.beta2()));
            Tensor denominator = state.meanOfSquares
                    .sqrt()
                    .div_(new Scalar(Math.sqrt(correction2)))
                    .add_(new Scalar(settings.epsilon()));
            parameter.addcdiv_(state.mean, denominator, new Scalar(-learningRate / correction1));
        }
    }

    private State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException("parameter " + name + " is not among those of this optimiser");
        }
        return state;
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        states.forEach((name, state) -> {
            tensors.put("mean." + name, state.mean);
            tensors.put("meanOfSquares." + name, state.meanOfSquares);
        });
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, Long> steps() {
        Map<String, Long> steps = new LinkedHashMap<>();
        states.forEach((name, state) -> steps.put(name, state.steps));
        return Collections.unmodifiableMap(steps);
    }

    @Override
    public void restore(Map<String, Tensor> tensors, Map<String, Long> steps) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            states.forEach((name, state) -> {
                state.mean.copy_(required(tensors, "mean." + name));
                state.meanOfSquares.copy_(required(tensors, "meanOfSquares." + name));
                state.steps = required(steps, name);
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
        states.values().forEach(State::release);
        states.clear();
    }
}
