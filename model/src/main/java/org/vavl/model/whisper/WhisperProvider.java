package org.vavl.model.whisper;

import java.util.List;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.recognition.inference.BuiltInModels;

/** Opens {@link WhisperExtractor}: with the encoder that comes with Vavl, unless the user names a folder or file. */
public final class WhisperProvider implements AcousticExtractorProvider {
    @Override
    public String name() {
        return WhisperExtractor.NAME;
    }

    @Override
    public AcousticExtractor open(List<String> settings, WeightSources weights) {
        return open(
                ConfigurationReader.standard().readSettings("--acoustic", settings, WhisperSettings.defaults()),
                weights);
    }

    @Override
    public AcousticExtractor reopen(ExtractorId id, WeightSources weights) {
        return open(WhisperVersion.settings(id), weights);
    }

    private AcousticExtractor open(WhisperSettings settings, WeightSources weights) {
        return weights.path(name())
                .map(path -> open(WhisperSource.of(path), settings))
                .orElseGet(() -> BuiltInModels.SPEECH.read(file -> open(WhisperSource.ofFile(file), settings)));
    }

    private static AcousticExtractor open(WhisperSource source, WhisperSettings settings) {
        return new WhisperExtractor(source, settings, Device.CPU);
    }
}
