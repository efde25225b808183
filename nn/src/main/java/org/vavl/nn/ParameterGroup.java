package org.vavl.nn;

import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * A part of a network's parameters that training changes, or leaves as it is, as a whole: θa, θv, θs and θav of the VAVL paper (Algorithm
 * 1). Each parameter belongs to one group, that of the place at which it is created (see {@link ParameterPath#newGroup}).
 *
 * @param store owns the parameters
 * @param name of the place at which the group starts, such as {@code shared}; empty for the group of all that no other group has
 */
public record ParameterGroup(ParameterStore store, String name) {
    /** The group's parameters by name, without statistics, in the order of their creation; those that were created so far. */
    public Map<String, Tensor> parameters() {
        return store.learnable(Set.of(this));
    }

    /** Freezes the group's parameters: no gradient is computed for them. They still get values by {@link ParameterStore#load}. */
    public void freeze() {
        parameters().values().forEach(parameter -> parameter.requires_grad_(false));
    }
}
