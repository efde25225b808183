package org.vavl.model.speech;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;
import org.vavl.model.whisper.WhisperConfiguration;

/** Whisper encoders with a head and their presets. */
public final class WhisperSpeechFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public WhisperSpeechFamily() {}

    @Override
    public String name() {
        return "whisper";
    }

    @Override
    public Class<WhisperSpeechConfiguration> configurationType() {
        return WhisperSpeechConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tiny} is for tests; {@code base} has the sizes of Whisper base.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        presets.put(
                "tiny",
                new WhisperSpeechConfiguration(
                        new WhisperConfiguration(80, 16, 1, 2, 32, 1500, true), 16, 0, 0, SpectrumMasks.none(), ""));
        presets.put(
                "base",
                new WhisperSpeechConfiguration(
                        new WhisperConfiguration(80, 512, 6, 8, 2048, 1500, true),
                        512,
                        0.5,
                        0.1,
                        SpectrumMasks.none(),
                        ""));
        return presets;
    }
}
