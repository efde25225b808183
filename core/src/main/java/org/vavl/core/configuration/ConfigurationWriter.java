package org.vavl.core.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes records so that {@link ConfigurationReader} reads them again, every default written out. Immutable. */
public final class ConfigurationWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<Class<?>, ValueFormat<?>> formats;

    private ConfigurationWriter(Map<Class<?>, ValueFormat<?>> formats) {
        this.formats = Map.copyOf(formats);
    }

    /** A writer of all that follows from records. */
    public static ConfigurationWriter standard() {
        return new ConfigurationWriter(Map.of());
    }

    /** A writer that knows a format besides, for all values of the type. */
    public <T> ConfigurationWriter with(Class<T> type, ValueFormat<T> format) {
        Map<Class<?>, ValueFormat<?>> more = new LinkedHashMap<>(formats);
        more.put(type, format);
        return new ConfigurationWriter(more);
    }

    /** A record as YAML. */
    public String toYaml(Record configuration) {
        return YamlTree.format(toTree(configuration));
    }

    /** A record as a tree. */
    public ObjectNode toTree(Record configuration) {
        return (ObjectNode) node(configuration);
    }

    private JsonNode node(Object value) {
        Optional<JsonNode> formatted = formats.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(value))
                .findFirst()
                .map(entry -> write(entry.getValue(), value));
        if (formatted.isPresent()) {
            return formatted.get();
        }
        if (value instanceof Record section) {
            return section(section);
        }
        if (value instanceof List<?> list) {
            ArrayNode node = NODES.arrayNode();
            list.forEach(item -> node.add(node(item)));
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = NODES.objectNode();
            map.forEach((key, item) -> node.set(String.valueOf(key), node(item)));
            return node;
        }
        return scalar(value);
    }

    @SuppressWarnings("unchecked")
    private static <T> JsonNode write(ValueFormat<T> format, Object value) {
        return format.write((T) value);
    }

    private ObjectNode section(Record configuration) {
        ObjectNode node = NODES.objectNode();
        typeName(configuration).ifPresent(name -> node.put(name.getKey(), name.getValue()));
        RecordShape shape = new RecordShape(configuration.getClass());
        Object[] values = shape.values(configuration);
        for (int i = 0; i < values.length; i++) {
            String key = shape.names().get(i);
            if (values[i] instanceof Optional<?> optional) {
                optional.ifPresent(value -> node.set(key, node(value)));
            } else {
                node.set(key, node(values[i]));
            }
        }
        return node;
    }

    /** The key and the name that tell which record of an interface this is. */
    private static Optional<Map.Entry<String, String>> typeName(Record configuration) {
        Class<?> type = configuration.getClass();
        return Arrays.stream(type.getInterfaces())
                .filter(parent -> Names.typeKey(parent).isPresent())
                .findFirst()
                .flatMap(parent -> Names.subtypes(parent).entrySet().stream()
                        .filter(subtype -> subtype.getValue() == type)
                        .findFirst()
                        .map(subtype -> Map.entry(Names.typeKey(parent).orElseThrow(), subtype.getKey())));
    }

    /** A tree as it was read, in which all scalars are text: numbers and truth values without quotes, as people write them. */
    private static JsonNode plain(JsonNode read) {
        if (read instanceof ObjectNode section) {
            ObjectNode node = NODES.objectNode();
            section.properties().forEach(entry -> node.set(entry.getKey(), plain(entry.getValue())));
            return node;
        }
        if (read instanceof ArrayNode list) {
            ArrayNode node = NODES.arrayNode();
            list.forEach(item -> node.add(plain(item)));
            return node;
        }
        String text = read.asText();
        if (read.isTextual() && text.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?")) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        return read.isTextual() && text.matches("true|false") ? NODES.booleanNode(Boolean.parseBoolean(text)) : read;
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof JsonNode node) {
            return plain(node);
        }
        if (value instanceof Enum<?> constant) {
            return NODES.textNode(Names.of(constant));
        }
        if (value instanceof String || value instanceof Path) {
            return NODES.textNode(value.toString());
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Integer || value instanceof Long) {
            return NODES.numberNode(((Number) value).longValue());
        }
        if (value instanceof Float single) {
            return NODES.numberNode(single);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        throw new IllegalArgumentException(value.getClass() + " has no form in a configuration");
    }
}
