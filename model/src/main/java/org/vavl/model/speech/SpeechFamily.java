package org.vavl.model.speech;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration.Convolution;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration.Norm;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;

/** Networks over speech and their presets. */
public final class SpeechFamily implements ModelFamily {
    /** Created by {@link java.util.ServiceLoader}. */
    public SpeechFamily() {}

    @Override
    public String name() {
        return "wav2vec2";
    }

    @Override
    public Class<SpeechConfiguration> configurationType() {
        return SpeechConfiguration.class;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code tiny} is for tests; {@code large-robust} is the paper's, the first twelve layers of wav2vec2-large-robust.
     */
    @Override
    public Map<String, ModelConfiguration> presets() {
        Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
        Wav2Vec2Configuration tiny = new Wav2Vec2Configuration(
                Collections.nCopies(4, new Convolution(16, 4, 4)), true, Norm.LAYER, true, 16, 1, 2, 32, 8, 4);
        presets.put("tiny", new SpeechConfiguration(tiny, Wav2Vec2Input.defaults(), 16, 0, 0, ""));
        presets.put(
                "large-robust",
                new SpeechConfiguration(
                        Wav2Vec2Configuration.largeRobust(), Wav2Vec2Input.defaults(), 1024, 0.5, 0.1, ""));
        return presets;
    }
}
