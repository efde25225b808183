package org.vavl.model.unimodal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Modality;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** The network for one modality and its presets. */
public final class UnimodalFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public UnimodalFamily() {}

    @Override
    public String name() {
        return "unimodal";
    }

    @Override
    public Class<UnimodalConfiguration> configurationType() {
        return UnimodalConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tiny}, {@code small} and {@code paper} are for the acoustic modality, {@code visual-tiny} and so on for the visual one, or for the first
     * and the second where none is called so; the setting {@code modality} names any other.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, UnimodalConfiguration> acoustic = new LinkedHashMap<>();
        acoustic.put("tiny", sizes(32, 2, 2, 15, List.of(32, 32)));
        acoustic.put("small", sizes(96, 4, 3, 15, List.of(96, 64)));
        acoustic.put("paper", sizes(512, 8, 5, 31, List.of(512, 256)));
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>(acoustic);
        acoustic.forEach((name, sizes) -> presets.put("visual-" + name, sizes.withModality(Modality.VISUAL)));
        return presets;
    }

    private static UnimodalConfiguration sizes(int width, int heads, int blocks, int kernel, List<Integer> headWidths) {
        return new UnimodalConfiguration(
                Modality.ACOUSTIC, width, heads, blocks, 4 * width, kernel, 50, 5, headWidths, 0.1, 0.2);
    }
}
