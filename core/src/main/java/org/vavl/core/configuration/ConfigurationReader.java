package org.vavl.core.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/** Lays configurations over records. Immutable. */
public final class ConfigurationReader {
    private final Map<Class<?>, ValueFormat<?>> formats;
    private final boolean isWhole;

    private ConfigurationReader(Map<Class<?>, ValueFormat<?>> formats, boolean isWhole) {
        this.formats = Map.copyOf(formats);
        this.isWhole = isWhole;
    }

    /** A reader of all that follows from records. */
    public static ConfigurationReader standard() {
        return new ConfigurationReader(Map.of(), false);
    }

    /**
     * A reader of what was written whole, such as a model's settings: nothing but what is {@link java.util.Optional} may be missing, so that
     * nothing is guessed.
     */
    public static ConfigurationReader whole() {
        return new ConfigurationReader(Map.of(), true);
    }

    /** A reader that knows a format besides. */
    public <T> ConfigurationReader with(Class<T> type, ValueFormat<T> format) {
        Map<Class<?>, ValueFormat<?>> more = new LinkedHashMap<>(formats);
        more.put(type, format);
        return new ConfigurationReader(more, isWhole);
    }

    /**
     * Lays a file over a record's defaults.
     *
     * @param assignments laid over the file: {@code path.to.key=value}
     * @throws ConfigurationException with every problem that was found, in lines that begin with the file's name
     * @throws AssignmentException in its place if a problem is of an assignment
     * @throws VavlException if the file cannot be read as YAML
     */
    public <R extends Record> R read(Path file, List<String> assignments, R defaults) {
        ObjectNode tree = YamlTree.read(file);
        YamlTree.override(tree, assignments);
        try {
            return read(tree, defaults);
        } catch (ConfigurationException e) {
            throw e.in(file.toString(), assignments);
        }
    }

    /**
     * Reads settings that stand alone, such as those of an option.
     *
     * @param origin what errors call them, such as {@code --acoustic}
     * @param assignments {@code key=value}
     * @param defaults what is not assigned
     * @throws ConfigurationException with every problem that was found
     */
    public <R extends Record> R readSettings(String origin, List<String> assignments, R defaults) {
        ObjectNode tree = YamlTree.parse("", origin);
        YamlTree.override(tree, assignments);
        return read(tree, defaults);
    }

    /**
     * Lays a tree over a record's defaults.
     *
     * @throws ConfigurationException with every problem that was found
     */
    @SuppressWarnings("unchecked")
    public <R extends Record> R read(JsonNode tree, R defaults) {
        return (R) new Overlay(formats, isWhole).read(tree, defaults.getClass(), defaults);
    }

    /**
     * Makes a record of a tree alone; only what is {@link java.util.Optional}, a boolean or has a static {@code defaults()} may be
     * missing.
     *
     * @throws ConfigurationException with every problem that was found
     */
    public <R extends Record> R read(JsonNode tree, Class<R> type) {
        return type.cast(new Overlay(formats, isWhole).read(tree, type, (@Nullable Object) null));
    }
}
