package org.vavl.core.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/**
 * Values for some of a record's components, laid over values that are known to be right together. A record's constructor
 * reports only the first thing that it finds wrong; here as many values are laid over as the constructor accepts, and each
 * that is left has a problem of its own.
 */
final class Combination {
    private final RecordShape shape;
    private final Object[] values;

    Combination(RecordShape shape, @Nullable Object[] defaults) {
        this.shape = shape;
        this.values = defaults.clone();
    }

    /**
     * Lays the values over.
     *
     * @param given by component; null where the default stays
     * @param problems where a problem for each value goes that the constructor does not accept
     */
    Optional<Object> with(@Nullable Object[] given, String path, Problems problems) {
        Object[] all = values.clone();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (given[i] != null) {
                all[i] = given[i];
                open.add(i);
            }
        }
        try {
            return Optional.of(shape.create(all));
        } catch (IllegalArgumentException | VavlException e) {
            refused(given, open).forEach((component, message) -> problems.add(problem(component, message, path)));
            return Optional.empty();
        }
    }

    /** The messages about the components that cannot join the others. A value may become possible by another, hence the rounds. */
    private Map<Integer, String> refused(@Nullable Object[] given, List<Integer> open) {
        Map<Integer, String> refused = new LinkedHashMap<>();
        int size;
        do {
            size = open.size();
            refused.clear();
            open.removeIf(component -> accepts(component, given[component], refused));
        } while (!open.isEmpty() && open.size() < size);
        return refused;
    }

    private boolean accepts(int component, @Nullable Object value, Map<Integer, String> refused) {
        Object before = values[component];
        values[component] = value;
        try {
            shape.create(values);
            return true;
        } catch (IllegalArgumentException | VavlException e) {
            values[component] = before;
            refused.put(component, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private Problem problem(int component, String message, String path) {
        String name = shape.names().get(component);
        String here = Problem.join(path, name);
        return message.startsWith(name + " ")
                ? Problem.value(here, message.substring(name.length() + 1))
                : Problem.section(here, message);
    }
}
