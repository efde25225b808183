package org.vavl.core.configuration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a type of values is written in a configuration that does not follow from a record, such as the settings of a network,
 * whose record depends on the network's name.
 *
 * @param <T> the type
 */
public interface ValueFormat<T> {
    /**
     * Makes a value from what the configuration says.
     *
     * @throws ConfigurationException with paths that start at the tree
     */
    T read(JsonNode tree);

    /**
     * Lays what the configuration says over a value.
     *
     * @throws ConfigurationException with paths that start at the tree
     */
    T overlay(JsonNode tree, T defaults);

    /** What {@link #read} would make the value from. */
    JsonNode write(T value);
}
