package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Version;

/** Opens wav2vec 2.0 networks that {@code vavl export} wrote. Gives way to a provider that also knows folders and files of weights. */
public final class ExportedWav2Vec2Provider implements AcousticExtractorProvider {
    /** Created by {@link java.util.ServiceLoader}. */
    public ExportedWav2Vec2Provider() {}

    @Override
    public String name() {
        return Wav2Vec2Version.NAME;
    }

    @Override
    public boolean givesWay() {
        return true;
    }

    @Override
    public AcousticExtractor open(List<String> settings, WeightSources weights) {
        return open(
                ConfigurationReader.standard().readSettings("--acoustic", settings, Wav2Vec2Settings.defaults()),
                weights);
    }

    @Override
    public AcousticExtractor reopen(ExtractorId id, WeightSources weights) {
        return open(Wav2Vec2Version.settings(id), weights);
    }

    private AcousticExtractor open(Wav2Vec2Settings settings, WeightSources weights) {
        Path file = weights.path(name())
                .filter(ExportedFile::isOne)
                .orElseThrow(() -> new VavlException("extractor " + name() + " needs a network that vavl export wrote, "
                        + name() + "=FILE.onnx, or the artifact org.vavl:vavl-model for other files"));
        return open(file, settings);
    }

    /**
     * Opens an exported network as an extractor.
     *
     * @throws VavlException if the file is none, or the settings want fewer layers or another precision than it has
     */
    public static AcousticExtractor open(Path file, Wav2Vec2Settings settings) {
        return ExportedWav2Vec2Extractor.open(file, settings);
    }
}
