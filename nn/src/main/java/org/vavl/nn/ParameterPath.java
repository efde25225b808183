package org.vavl.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * A place in the tree of a network's parameters, to which a layer adds its own: {@code acoustic.encoder.0} and below.
 *
 * @param store owns the parameters
 * @param name the place's name; empty for the root
 */
public record ParameterPath(ParameterStore store, String name) {
    /** The place below this one. */
    public ParameterPath child(String child) {
        return new ParameterPath(store, name.isEmpty() ? child : name + "." + child);
    }

    /** The numbered place below this one, for layers in a row. */
    public ParameterPath child(int index) {
        return child(Integer.toString(index));
    }

    /**
     * Creates a parameter here.
     *
     * @param parameter its name, such as {@code weight}
     * @param initialisation its first values
     * @param shape its size in each dimension
     * @return the parameter, owned by the store
     */
    public Tensor create(String parameter, Initialisation initialisation, long... shape) {
        return store.create(child(parameter).name(), initialisation, shape);
    }

    /**
     * Creates a statistic here: a tensor that a layer measures in training, which has no gradient.
     *
     * @param statistic its name, such as {@code mean}
     * @param initialisation its first values
     * @param shape its size in each dimension
     * @return the statistic, owned by the store
     */
    public Tensor createStatistic(String statistic, Initialisation initialisation, long... shape) {
        return store.createStatistic(child(statistic).name(), initialisation, shape);
    }
}
