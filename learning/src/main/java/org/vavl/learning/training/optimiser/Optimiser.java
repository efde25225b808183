package org.vavl.learning.training.optimiser;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Changes parameters by their gradients, with one state a parameter, however many updates change it. Closing it frees the states. */
public interface Optimiser extends AutoCloseable {
    /**
     * Changes one parameter.
     *
     * @param name the parameter's
     * @param parameter changed in place
     * @param gradient of the loss, in the parameter's shape
     * @param learningRate at least 0
     */
    void step(String name, Tensor parameter, Tensor gradient, double learningRate);

    /** Everything that has to be kept for going on: the tensors by name. */
    Map<String, Tensor> tensors();

    /** The number of steps that each parameter took. */
    Map<String, Long> steps();

    /** Goes on from what {@link #tensors} and {@link #steps} gave. */
    void restore(Map<String, Tensor> tensors, Map<String, Long> steps);

    @Override
    void close();
}
