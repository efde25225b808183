package org.vavl.core.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/** One reading of a configuration. It goes on past problems and keeps them, so that the user sees all at once. */
final class Overlay {
    private final Map<Class<?>, ValueFormat<?>> formats;
    private final boolean isWhole;
    private final Problems problems = new Problems();

    /** @param isWhole whether nothing may be missing but what is {@link Optional} */
    Overlay(Map<Class<?>, ValueFormat<?>> formats, boolean isWhole) {
        this.formats = formats;
        this.isWhole = isWhole;
    }

    Object read(JsonNode tree, Class<?> type, @Nullable Object defaults) {
        Optional<Object> value = value(tree, type, "", defaults);
        if (value.isEmpty() || problems.count() > 0) {
            throw new ConfigurationException(problems.all());
        }
        return value.get();
    }

    /** A value of the type; empty after a problem. */
    private Optional<Object> value(JsonNode node, Type type, String path, @Nullable Object defaults) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (formats.containsKey(raw)) {
            return formatted(node, formats.get(raw), path, defaults);
        }
        if (raw == JsonNode.class) {
            return Optional.of(node);
        }
        if (raw == Optional.class) {
            return optional(node, argument(type, 0), path, defaults);
        }
        if (raw == List.class) {
            return list(node, argument(type, 0), path);
        }
        if (raw == Map.class) {
            return map(node, argument(type, 1), path);
        }
        if (raw.isRecord()) {
            return section(node, raw, path, defaults, Set.of());
        }
        if (Names.typeKey(raw).isPresent()) {
            return choice(node, raw, Names.typeKey(raw).get(), path, defaults);
        }
        return scalar(node, raw, path);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private Optional<Object> scalar(JsonNode node, Class<?> type, String path) {
        Scalar scalar = Scalar.of(type)
                .orElseThrow(
                        () -> new IllegalArgumentException(path + ": " + type + " has no form in a configuration"));
        Optional<Object> value =
                node.isValueNode() && !node.isNull() ? scalar.read().apply(node.asText()) : Optional.empty();
        return value.isPresent() ? value : problems.mustBe(node, path, scalar.mustBe());
    }

    @SuppressWarnings("unchecked")
    private <T> Optional<Object> formatted(
            JsonNode node, @Nullable ValueFormat<T> format, String path, @Nullable Object defaults) {
        if (format == null) {
            throw new IllegalStateException("no format");
        }
        try {
            return Optional.of(defaults == null ? format.read(node) : format.overlay(node, (T) defaults));
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(problem.below(path)));
        } catch (VavlException e) {
            problems.add(Problem.section(path, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Optional<Object> optional(JsonNode node, Type content, String path, @Nullable Object defaults) {
        if (node.isNull()) {
            return Optional.of(Optional.empty());
        }
        Object inner = defaults instanceof Optional<?> optional ? optional.orElse(null) : null;
        return value(node, content, path, inner).map(Optional::of);
    }

    private Optional<Object> list(JsonNode node, Type content, String path) {
        if (!node.isArray()) {
            return problems.mustBe(node, path, "a list, such as [a, b]");
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            value(node.get(i), content, path + "[" + i + "]", null).ifPresent(items::add);
        }
        return items.size() == node.size() ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    private Optional<Object> map(JsonNode node, Type content, String path) {
        if (!node.isObject()) {
            return problems.mustBe(node, path, "a section of keys and values");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> value(entry.getValue(), content, Problem.join(path, entry.getKey()), null)
                .ifPresent(value -> entries.put(entry.getKey(), value)));
        return entries.size() == node.size() ? Optional.of(entries) : Optional.empty();
    }

    private Optional<Object> choice(
            JsonNode node, Class<?> type, String typeKey, String path, @Nullable Object defaults) {
        Map<String, Class<?>> subtypes = Names.subtypes(type);
        String names = "one of " + String.join(", ", subtypes.keySet());
        if (node.isTextual() && subtypes.containsKey(node.textValue())) {
            return choice(new ObjectNode(JsonNodeFactory.instance).set(typeKey, node), type, typeKey, path, defaults);
        }
        if (!node.isObject()) {
            return problems.mustBe(node, path, "a section with the key '" + typeKey + "': " + names);
        }
        JsonNode name = node.get(typeKey);
        if (name == null) {
            return defaults == null
                    ? problems.add(Problem.value(Problem.join(path, typeKey), "is missing: it must be " + names))
                    : section(node, defaults.getClass(), path, defaults, Set.of());
        }
        Class<?> chosen = subtypes.get(name.asText());
        if (chosen == null) {
            return problems.mustBe(name, Problem.join(path, typeKey), names);
        }
        return section(node, chosen, path, chosen.isInstance(defaults) ? defaults : null, Set.of(typeKey));
    }

    /** A record: what the node says, laid over the defaults, or else over the record type's own. */
    private Optional<Object> section(
            JsonNode node, Class<?> type, String path, @Nullable Object defaults, Set<String> otherKeys) {
        RecordShape shape = new RecordShape(type);
        if (!node.isObject()) {
            return problems.mustBe(node, path, "a section with the keys " + String.join(", ", shape.names()));
        }
        int before = problems.count();
        reportUnknownKeys(node, shape, path, otherKeys);
        Object base = defaults != null || isWhole ? defaults : shape.defaults().orElse(null);
        Object[] given = new Object[shape.components().size()];
        @Nullable Object[] defaultValues = base == null ? new Object[given.length] : shape.values(base);
        for (int i = 0; i < given.length; i++) {
            RecordComponent component = shape.components().get(i);
            given[i] = component(node.get(component.getName()), component, path, defaultValues[i]);
        }
        return base == null
                ? make(shape, given, path, problems.count() == before)
                : new Combination(shape, defaultValues).with(given, path, problems);
    }

    private void reportUnknownKeys(JsonNode node, RecordShape shape, String path, Set<String> otherKeys) {
        Set<String> known = new LinkedHashSet<>(otherKeys);
        known.addAll(shape.names());
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(Problem.unknownKey(Problem.join(path, key), NearestName.hint(key, known)));
            }
        });
    }

    /** What the node gives for a component; null if it gives nothing that can be used. */
    private @Nullable Object component(
            @Nullable JsonNode node, RecordComponent component, String path, @Nullable Object defaults) {
        String here = Problem.join(path, component.getName());
        if (node != null) {
            return value(node, component.getGenericType(), here, defaults).orElse(null);
        }
        if (defaults == null && component.getType() == Optional.class) {
            return Optional.empty();
        }
        if (defaults == null && !isWhole && component.getType() == boolean.class) {
            return false;
        }
        if (defaults == null && !isWhole && component.getType().isRecord()) {
            Optional<Object> own = new RecordShape(component.getType()).defaults();
            if (own.isPresent()) {
                return own.get();
            }
        }
        if (defaults == null) {
            problems.add(Problem.value(here, "is missing"));
        }
        return null;
    }

    private Optional<Object> make(RecordShape shape, Object[] values, String path, boolean complete) {
        if (!complete || Arrays.asList(values).contains(null)) {
            return Optional.empty();
        }
        try {
            return Optional.of(shape.create(values));
        } catch (IllegalArgumentException | VavlException e) {
            return problems.add(Problem.section(path, String.valueOf(e.getMessage())));
        }
    }
}
