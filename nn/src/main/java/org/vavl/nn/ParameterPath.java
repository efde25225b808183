package org.vavl.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;

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

    /** The parameters and statistics here and below, by their names from here on. */
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> here = new LinkedHashMap<>();
        String prefix = name.isEmpty() ? "" : name + ".";
        store.parameters().forEach((full, parameter) -> {
            if (full.startsWith(prefix)) {
                here.put(full.substring(prefix.length()), parameter);
            }
        });
        return Collections.unmodifiableMap(here);
    }

    /**
     * Copies values into the parameters here and below, one after the other.
     *
     * @param names of the values from here on: one for each parameter and no other
     * @param values as for {@link ParameterStore#load(Set, Function, String)}
     * @param source where they come from, for the message
     * @throws VavlException as {@link ParameterStore#load(Set, Function, String)}
     */
    public void load(Set<String> names, Function<String, Tensor> values, String source) {
        store.load(parameters(), names, values, source);
    }

    /**
     * Creates a parameter here, which is float32 in every store.
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
     * Creates the matrix of a product x Wᵀ here, which a store for a network used for inference only packs when it is loaded
     * (see {@link PackedMatrix}).
     *
     * @param parameter its name, such as {@code weight}
     * @param initialisation its first values
     * @param outputs rows
     * @param inputs columns
     * @return the parameter, owned by the store
     */
    public Tensor createMatrix(String parameter, Initialisation initialisation, long outputs, long inputs) {
        return store.createMatrix(child(parameter).name(), initialisation, outputs, inputs);
    }

    /**
     * Creates a parameter here that products are made of, such as a convolution's weight, or that is added to them, such as their bias. A
     * store for a network used for inference only keeps it in the products' type.
     *
     * @param parameter its name, such as {@code weight}
     * @param initialisation its first values
     * @param shape its size in each dimension
     * @return the parameter, owned by the store
     */
    public Tensor createInComputeType(String parameter, Initialisation initialisation, long... shape) {
        return store.createInComputeType(child(parameter).name(), initialisation, shape);
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
