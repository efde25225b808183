package org.vavl.model.uavm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** UAVM and its presets. */
public final class UavmFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public UavmFamily() {}

    @Override
    public String name() {
        return "uavm";
    }

    @Override
    public Class<UavmConfiguration> configurationType() {
        return UavmConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code paper} is as published, with its 30 frames, which are 0.6 seconds of speech at 50 frames per second; {@code tiny} and
     * {@code small} are narrower, with fewer blocks, and see more frames.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put("tiny", new UavmConfiguration(32, 2, 1, 1, 128, 128));
        presets.put("small", new UavmConfiguration(96, 4, 2, 1, 384, 512));
        presets.put("paper", new UavmConfiguration(1024, 4, 3, 3, 4096, 30));
        return presets;
    }
}
