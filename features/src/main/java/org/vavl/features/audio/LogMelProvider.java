package org.vavl.features.audio;

import java.util.List;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;

/** Opens {@link LogMelExtractor}. */
public final class LogMelProvider implements AcousticExtractorProvider {
    @Override
    public String name() {
        return LogMelExtractor.NAME;
    }

    @Override
    public AcousticExtractor open(List<String> settings, WeightSources weights) {
        return new LogMelExtractor(
                ConfigurationReader.standard().readSettings("--acoustic", settings, AcousticSettings.defaults()));
    }

    @Override
    public AcousticExtractor reopen(ExtractorId id, WeightSources weights) {
        return LogMelExtractor.of(id);
    }
}
