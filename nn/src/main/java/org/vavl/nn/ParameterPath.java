package org.vavl.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;

/**
 * A place in the tree of a network's parameters, to which a layer adds its own: {@code acoustic.encoder.0} and below. A parameter is a
 * place, too, below which there is none. For one thread at a time, as the layers' construction is.
 */
public final class ParameterPath {
    private final ParameterStore store;
    private final String name;
    private final ParameterGroup group;
    private final Map<String, ParameterPath> children = new LinkedHashMap<>();

    ParameterPath(ParameterStore store, String name, ParameterGroup group) {
        this.store = store;
        this.name = name;
        this.group = group;
    }

    /** The store that owns the parameters. */
    public ParameterStore store() {
        return store;
    }

    /** The place's name, from the root on; empty for the root. */
    public String name() {
        return name;
    }

    /** The group of the parameters that are created here. */
    public ParameterGroup group() {
        return group;
    }

    /** The place below this one, which belongs to this one's group unless {@link #newGroup} made it. */
    public ParameterPath child(String child) {
        return children.computeIfAbsent(child, key -> new ParameterPath(store, nameOf(child), group));
    }

    /** The numbered place below this one, for layers in a row. */
    public ParameterPath child(int index) {
        return child(Integer.toString(index));
    }

    /**
     * Makes the place below this one the start of a group: what is created there and below belongs to it, and not to this place's group.
     *
     * @throws IllegalArgumentException if there is such a place already
     */
    public ParameterPath newGroup(String child) {
        if (children.containsKey(child)) {
            throw new IllegalArgumentException(
                    "there is a place " + nameOf(child) + " already: no group can start there");
        }
        ParameterPath place = new ParameterPath(store, nameOf(child), store.newGroup(nameOf(child)));
        children.put(child, place);
        return place;
    }

    private String nameOf(String child) {
        return name.isEmpty() ? child : name + "." + child;
    }

    /** The places below this one, by their names from here on, in the order in which they were first named. */
    public Map<String, ParameterPath> children() {
        return Collections.unmodifiableMap(children);
    }

    /** The place of that name from here on, such as {@code encoder.0}; empty if there is none. */
    public Optional<ParameterPath> find(String relative) {
        ParameterPath place = children.get(relative);
        if (place != null) {
            return Optional.of(place);
        }
        int dot = relative.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(children.get(relative.substring(0, dot)))
                        .flatMap(first -> first.find(relative.substring(dot + 1)));
    }

    /** The parameters and statistics here and below, by their names from here on. */
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> here = new LinkedHashMap<>();
        children.forEach((child, place) -> place.collect(child, here));
        return Collections.unmodifiableMap(here);
    }

    private void collect(String relative, Map<String, Tensor> into) {
        Tensor parameter = store.parameters().get(name);
        if (parameter != null) {
            into.put(relative, parameter);
        }
        children.forEach((child, place) -> place.collect(relative + "." + child, into));
    }

    /** The number of values in the parameters here and below, without the statistics. */
    public long count() {
        Tensor parameter = store.isLearnable(name) ? store.parameters().get(name) : null;
        long own = parameter == null ? 0 : parameter.numel();
        return own + children.values().stream().mapToLong(ParameterPath::count).sum();
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
        return store.create(child(parameter), initialisation, shape);
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
        return store.createMatrix(child(parameter), initialisation, outputs, inputs);
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
        return store.createInComputeType(child(parameter), initialisation, shape);
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
        return store.createStatistic(child(statistic), initialisation, shape);
    }
}
