package org.vavl.model.face;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** Networks over face images and their presets. */
public final class FaceFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public FaceFamily() {}

    @Override
    public String name() {
        return "face";
    }

    @Override
    public Class<FaceConfiguration> configurationType() {
        return FaceConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tiny} is for tests; {@code small} and {@code standard} take pictures of 48×48 pixels, the size of FER2013's.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put("tiny", new FaceConfiguration(16, List.of(8, 16), 1, 16, 0));
        presets.put("small", new FaceConfiguration(48, List.of(32, 64, 128), 1, 128, 0.3));
        presets.put("standard", new FaceConfiguration(48, List.of(48, 96, 192), 2, 192, 0.4));
        return presets;
    }
}
