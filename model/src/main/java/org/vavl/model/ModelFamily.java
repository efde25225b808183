package org.vavl.model;

import java.util.Map;

/**
 * A kind of network: its name in configurations and its presets. Found by {@link java.util.ServiceLoader}, so a family in
 * another jar is used like those that come with the project.
 */
public interface ModelFamily {
    /** The name in configurations, such as {@code vavl}. */
    String name();

    /** The record that holds the settings of the family's networks. */
    Class<? extends ModelConfiguration> configurationType();

    /** Complete settings by the preset's name, smallest first; at least one. */
    Map<String, ModelConfiguration> presets();
}
