package org.vavl.model.sfav;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** SFAV and its presets. */
public final class SfavFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public SfavFamily() {}

    @Override
    public String name() {
        return "sfav";
    }

    @Override
    public Class<SfavConfiguration> configurationType() {
        return SfavConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code paper} is as published; {@code tiny} and {@code small} are the same with fewer channels, for two cores.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put("tiny", new SfavConfiguration(16));
        presets.put("small", new SfavConfiguration(32));
        presets.put("paper", new SfavConfiguration(64));
        return presets;
    }
}
