package org.vavl.model.wav2vec2;

import java.util.List;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;

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

    private static AcousticExtractor open(Wav2Vec2Settings settings, WeightSources weights) {
        return new Wav2Vec2Extractor(Wav2Vec2Source.find(weights), settings, weights.device());
    }
}
