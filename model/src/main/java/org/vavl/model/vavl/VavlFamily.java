package org.vavl.model.vavl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** VAVL and its presets. */
public final class VavlFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public VavlFamily() {}

    @Override
    public String name() {
        return "vavl";
    }

    @Override
    public Class<VavlConfiguration> configurationType() {
        return VavlConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tiny} learns a demonstration in a minute and {@code small} a corpus of a few thousand clips in some, both on two
     * cores; {@code paper} is section 4.3 with its 3 + 3 + 2 blocks; {@code paper-86m} has the 5 + 5 + 2 blocks with which the
     * figures of section 3.5 come out.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put("tiny", laptop(32, 2, 1, 15, List.of(32, 32)));
        presets.put("small", laptop(96, 4, 2, 15, List.of(96, 64)));
        presets.put("paper", asPublished(3));
        presets.put("paper-86m", asPublished(5));
        return presets;
    }

    private static VavlConfiguration laptop(
            int width, int heads, int modalityBlocks, int kernel, List<Integer> headWidths) {
        return new VavlConfiguration(
                width, heads, modalityBlocks, 1, 4 * width, kernel, 50, 5, headWidths, 0.1, 0.2, true, true, true);
    }

    private static VavlConfiguration asPublished(int modalityBlocks) {
        return new VavlConfiguration(
                512, 8, modalityBlocks, 2, 2048, 31, 50, 5, List.of(512, 256), 0.1, 0.2, true, true, true);
    }
}
