package org.vavl.model.auxformer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** AuxFormer and its presets. */
public final class AuxFormerFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public AuxFormerFamily() {}

    @Override
    public String name() {
        return "auxformer";
    }

    @Override
    public Class<AuxFormerConfiguration> configurationType() {
        return AuxFormerConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code paper} is as published; {@code tiny} and {@code small} are the same with fewer and narrower layers, for two cores.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put(
                "tiny",
                new AuxFormerConfiguration(CrossmodalTransformerSettings.of(24, 4, 1, 0.1), List.of(64, 32), 0.1));
        presets.put(
                "small",
                new AuxFormerConfiguration(CrossmodalTransformerSettings.of(48, 8, 2, 0.2), List.of(256, 128), 0.2));
        presets.put(
                "paper",
                new AuxFormerConfiguration(CrossmodalTransformerSettings.of(50, 10, 5, 0.25), List.of(512, 256), 0.2));
        return presets;
    }
}
