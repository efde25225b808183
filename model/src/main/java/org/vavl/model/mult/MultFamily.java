package org.vavl.model.mult;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** MulT and its presets. */
public final class MultFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public MultFamily() {}

    @Override
    public String name() {
        return "mult";
    }

    @Override
    public Class<MultConfiguration> configurationType() {
        return MultConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code paper} is as published; {@code tiny} and {@code small} are the same with fewer and narrower layers, for two cores.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put("tiny", new MultConfiguration(CrossmodalTransformerSettings.of(24, 4, 1, 0.1), 0));
        presets.put("small", new MultConfiguration(CrossmodalTransformerSettings.of(48, 8, 2, 0.2), 0));
        presets.put("paper", new MultConfiguration(CrossmodalTransformerSettings.of(50, 10, 5, 0.25), 0));
        return presets;
    }
}
