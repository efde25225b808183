package org.vavl.nn;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

/**
 * Owns a network's parameters, by name in the order of their creation: float32 tensors that training may change or, where a network is
 * used for inference only, factors of products in the type in which they are multiplied. Closing it frees them; the layers must not be used afterwards.
 */
public final class ParameterStore implements AutoCloseable {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, ParameterGroup> groupOfLearnable = new HashMap<>();
    private final Set<ParameterGroup> groups = new LinkedHashSet<>();
    private final Set<Tensor> toBePacked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Tensor> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ParameterFactory newParameters;
    private final ParameterPath root;

    private ParameterStore(ParameterFactory newParameters) {
        this.newParameters = newParameters;
        root = new ParameterPath(this, "", newGroup(""));
    }

    /**
     * A store whose parameters are drawn. A parameter's values depend on the seed and its name alone, not on the device, so
     * networks that share a part start from the same values there.
     *
     * @param device where they are
     * @param seed the run's
     */
    public static ParameterStore initialised(Device device, long seed) {
        return new ParameterStore(ParameterFactory.initialised(device, seed));
    }

    /** A store of float32 parameters that have no values until {@link #load} gives them theirs; quicker than drawing them first. */
    public static ParameterStore uninitialised(Device device) {
        return new ParameterStore(ParameterFactory.uninitialised(device));
    }

    /**
     * A store for a network used for inference only: its parameters have no values until {@link #load} gives them theirs, once. The
     * matrices of products are packed then, where that is possible (see {@link PackedMatrix}).
     *
     * @param device where they are
     * @param precision in which matrices, other factors of products and what is added to products are kept, so that they take no more memory
     *     than they must and need not be converted for each answer
     */
    public static ParameterStore forInference(Device device, Precision precision) {
        return new ParameterStore(ParameterFactory.forInference(device, precision));
    }

    /**
     * A store whose parameters have names and shapes, and neither values nor memory: to count them, or to compare a file with a network before
     * any memory is taken for it. A network in it cannot be used for inference.
     */
    public static ParameterStore shapesOnly() {
        return new ParameterStore(ParameterFactory.shapesOnly());
    }

    /** Whether parameters have values as soon as they are created; otherwise they wait for {@link #load}, or never have any. */
    public boolean isInitialised() {
        return newParameters.isInitialised();
    }

    /**
     * Whether the parameters are the values that training gave them, in float32, so that they may be written, told apart and used in any
     * precision; not so {@linkplain #forInference for inference}, where they are rounded or packed, nor where they have shapes only.
     */
    public boolean isWhole() {
        return newParameters.whole();
    }

    /** Where the parameters are. */
    public Device device() {
        return newParameters.device();
    }

    /** The place at which a network starts. */
    public ParameterPath root() {
        return root;
    }

    /** The groups in the order of their creation. The first is that of all parameters that no other group has; it may have none. */
    public Set<ParameterGroup> groups() {
        return Collections.unmodifiableSet(groups);
    }

    ParameterGroup newGroup(String name) {
        ParameterGroup group = new ParameterGroup(this, name);
        groups.add(group);
        return group;
    }

    Tensor create(ParameterPath place, Initialisation initialisation, long... shape) {
        Tensor parameter = add(place.name(), newParameters.create(place.name(), initialisation, shape));
        groupOfLearnable.put(place.name(), place.group());
        return parameter;
    }

    Tensor createInComputeType(ParameterPath place, Initialisation initialisation, long... shape) {
        Tensor parameter = add(place.name(), newParameters.createInComputeType(place.name(), initialisation, shape));
        groupOfLearnable.put(place.name(), place.group());
        return parameter;
    }

    private Tensor add(String name, Tensor parameter) {
        if (parameters.putIfAbsent(name, parameter) != null) {
            parameter.releaseReference();
            throw new IllegalArgumentException("the parameter " + name + " exists already");
        }
        return parameter;
    }

    boolean isLearnable(String name) {
        return groupOfLearnable.containsKey(name);
    }

    Tensor createMatrix(ParameterPath place, Initialisation initialisation, long outputs, long inputs) {
        Tensor matrix = createInComputeType(place, initialisation, outputs, inputs);
        if (newParameters.packed()) {
            toBePacked.add(matrix);
        }
        return matrix;
    }

    Tensor createStatistic(ParameterPath place, Initialisation initialisation, long... shape) {
        Tensor statistic = add(place.name(), newParameters.create(place.name(), initialisation, shape));
        statistic.requires_grad_(false);
        return statistic;
    }

    /** The parameters and statistics by name, in the order of their creation. */
    public Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** The parameters without the statistics, by name in the order of their creation. */
    public Map<String, Tensor> learnable() {
        return learnable(groups);
    }

    /** The parameters of some groups, without the statistics, by name in the order of their creation. */
    public Map<String, Tensor> learnable(Set<ParameterGroup> groups) {
        Map<String, Tensor> learnable = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            ParameterGroup group = groupOfLearnable.get(name);
            if (group != null && groups.contains(group)) {
                learnable.put(name, parameter);
            }
        });
        return learnable;
    }

    /** The number of values in the parameters, without the statistics. */
    public long count() {
        return root.count();
    }

    /**
     * Copies values into the parameters.
     *
     * @param values by name: one for each parameter and no other, each in its parameter's shape
     * @param source where they come from, for the message
     * @throws VavlException if a name is missing or unknown, a shape differs or a value is not finite; no parameter has changed then
     */
    public void load(Map<String, Tensor> values, String source) {
        ExpectedValues expected = new ExpectedValues(parameters, source);
        expected.requireNames(values.keySet());
        values.forEach(expected::requireFitting);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            values.forEach((name, value) -> fill(expected.parameter(name), value));
        }
    }

    /**
     * Copies values into the parameters one after the other, so that one at most is in memory twice.
     *
     * @param names of the values: one for each parameter and no other
     * @param values gives the values of a name, in its parameter's shape, in the scope that is open then
     * @param source where they come from, for the message
     * @throws VavlException if a name is missing or unknown; no parameter has changed then. If a shape differs or a value is not finite; those before have
     */
    public void load(Set<String> names, Function<String, Tensor> values, String source) {
        load(parameters, names, values, source);
    }

    void load(Map<String, Tensor> parameters, Set<String> names, Function<String, Tensor> values, String source) {
        ExpectedValues expected = new ExpectedValues(parameters, source);
        expected.requireNames(names);
        parameters.forEach((name, parameter) -> {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradient = new NoGradGuard()) {
                Tensor value = values.apply(name);
                expected.requireFitting(name, value);
                fill(parameter, value);
            }
        });
    }

    private void fill(Tensor parameter, Tensor value) {
        if (toBePacked.remove(parameter)) {
            parameter.put(PackedMatrix.pack(value.to(parameter.scalar_type())));
        } else {
            parameter.copy_(value);
        }
    }

    /**
     * Keeps a tensor that a layer has made of parameters that no longer change, until the store is closed.
     *
     * @param tensor to be kept beyond the scope that it belongs to
     */
    public synchronized void keep(Tensor tensor) {
        tensor.retainReference();
        kept.add(tensor);
    }

    /** Frees a tensor that was kept, before the store is closed. */
    public synchronized void release(Tensor tensor) {
        if (kept.remove(tensor)) {
            tensor.releaseReference();
        }
    }

    /** Frees the parameters, and what was made of them. */
    @Override
    public synchronized void close() {
        parameters.values().forEach(Tensor::releaseReference);
        parameters.clear();
        kept.forEach(Tensor::releaseReference);
        kept.clear();
    }
}
