package org.vavl.model.tlstm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** TLSTM and its presets. */
public final class TlstmFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public TlstmFamily() {}

    @Override
    public String name() {
        return "tlstm";
    }

    @Override
    public Class<TlstmConfiguration> configurationType() {
        return TlstmConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code paper} has the parameters that the VAVL paper counts; {@code tiny} and {@code small} are the same with fewer and narrower
     * layers, for two cores.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put("tiny", new TlstmConfiguration(CrossmodalTransformerSettings.of(24, 4, 1, 0.1), 48));
        presets.put("small", new TlstmConfiguration(CrossmodalTransformerSettings.of(48, 8, 1, 0.2), 96));
        presets.put("paper", new TlstmConfiguration(CrossmodalTransformerSettings.of(50, 10, 2, 0.25), 128));
        return presets;
    }
}
