package org.vavl.nn;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;

/**
 * What values must be for parameters to take them: one for each parameter and no other, each in its parameter's shape.
 *
 * @param parameters by name
 * @param source where the values come from, for the message
 */
record ExpectedValues(Map<String, Tensor> parameters, String source) {
    private static final int NAMES_SHOWN = 3;

    /** @throws VavlException if a name is missing or unknown */
    void requireNames(Set<String> names) {
        Set<String> missing = new TreeSet<>(parameters.keySet());
        missing.removeAll(names);
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(parameters.keySet());
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new VavlException(source + " does not fit the network: it lacks " + summary(missing)
                    + " and has unknown " + summary(unknown) + " among " + names.size() + " parameters");
        }
    }

    private static String summary(Set<String> names) {
        if (names.isEmpty()) {
            return "nothing";
        }
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        int more = names.size() - NAMES_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    /** @throws VavlException if the shape differs, or a value is not finite */
    void requireFitting(String name, Tensor value) {
        long[] shape = parameter(name).shape();
        if (!Arrays.equals(shape, value.shape())) {
            throw new VavlException(source + " does not fit the network: " + name + " is "
                    + Arrays.toString(value.shape()) + ", and must be " + Arrays.toString(shape));
        }
        FiniteValues.require(source, name, value);
    }

    /** The parameter that has the name. */
    Tensor parameter(String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return parameter;
    }
}
