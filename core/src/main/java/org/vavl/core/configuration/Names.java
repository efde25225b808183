package org.vavl.core.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What enums' constants and a sealed interface's records are called in a configuration. */
final class Names {
    private Names() {}

    /** The constants of an enum by name, in their order. */
    static Map<String, Object> constants(Class<?> enumType) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : enumType.getEnumConstants()) {
            constants.put(of((Enum<?>) constant), constant);
        }
        return constants;
    }

    /** What Jackson's annotation says, or else the name in lower case with hyphens. */
    static String of(Enum<?> constant) {
        try {
            JsonProperty property =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return property != null
                    ? property.value()
                    : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum's constant is no field: " + constant, e);
        }
    }

    /** The records of an interface by what the {@link #typeKey} says of them. */
    static Map<String, Class<?>> subtypes(Class<?> type) {
        Map<String, Class<?>> subtypes = new LinkedHashMap<>();
        Arrays.stream(type.getAnnotation(JsonSubTypes.class).value())
                .forEach(subtype -> subtypes.put(subtype.name(), subtype.value()));
        return subtypes;
    }

    /** The key that says which record of an interface a section is; empty for any other type. */
    static Optional<String> typeKey(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(JsonTypeInfo.class))
                .filter(info -> type.isInterface() && type.isAnnotationPresent(JsonSubTypes.class))
                .map(JsonTypeInfo::property);
    }
}
