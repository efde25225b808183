package org.vavl.model.wav2vec2;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Version;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedWav2Vec2Provider;

/** Opens {@link Wav2Vec2Extractor}. */
public final class Wav2Vec2Provider implements AcousticExtractorProvider {
    @Override
    public String name() {
        return Wav2Vec2Extractor.NAME;
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

    /** Exported networks run on ONNX Runtime. */
    private static AcousticExtractor open(Wav2Vec2Settings settings, WeightSources weights) {
        Optional<Path> exported = weights.path(Wav2Vec2Version.NAME).filter(ExportedFile::isOne);
        if (exported.isPresent()) {
            if (!weights.device().equals(Device.CPU)) {
                throw new VavlException(exported.get() + ": exported encoders run on the CPU, and the device is "
                        + weights.device() + ": name the folder that it was made from");
            }
            return ExportedWav2Vec2Provider.open(exported.get(), settings);
        }
        return new Wav2Vec2Extractor(Wav2Vec2Source.find(weights), settings, weights.device());
    }
}
