package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Precision;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.features.audio.whisper.WhisperVersion;
import org.vavl.recognition.inference.BuiltInModels;

/**
 * Opens Whisper's encoders that {@code vavl export} wrote, as the extractor {@code whisper}: the one that the user names, or else the one that comes
 * with Vavl. Gives way to a provider that also knows files of weights.
 */
public final class ExportedWhisperProvider implements AcousticExtractorProvider {
    /** Created by {@link java.util.ServiceLoader}. */
    public ExportedWhisperProvider() {}

    @Override
    public String name() {
        return WhisperExtractor.NAME;
    }

    @Override
    public boolean givesWay() {
        return true;
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
        Optional<Path> named = weights.path(name());
        if (named.isPresent() && ExportedFile.isOne(named.get())) {
            return open(named.get(), settings);
        }
        if (named.isEmpty() && BuiltInModels.SPEECH.isThere()) {
            return BuiltInModels.SPEECH.read(file -> open(file, settings));
        }
        throw new VavlException(
                "extractor " + name() + " needs an encoder that vavl export wrote, " + name()
                        + "=FILE.onnx, or the artifact org.vavl:vavl-models for the one that comes with Vavl, or org.vavl:vavl-model for other files");
    }

    /**
     * Opens an exported encoder as an extractor.
     *
     * @throws VavlException if the file is none, or the settings want another block or another precision than it has
     */
    public static WhisperExtractor open(Path file, WhisperSettings settings) {
        if (settings.precision() != Precision.FLOAT32) {
            throw new VavlException(
                    file + ": exported encoders compute in float32, and precision is " + settings.precision());
        }
        return new WhisperExtractor(ExportedWhisperEncoder.open(file), settings);
    }
}
