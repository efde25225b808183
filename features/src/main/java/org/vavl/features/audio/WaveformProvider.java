package org.vavl.features.audio;

import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.WeightSources;

/** Opens {@link WaveformExtractor}, which has no settings. */
public final class WaveformProvider implements AcousticExtractorProvider {
    @Override
    public String name() {
        return WaveformExtractor.NAME;
    }

    @Override
    public AcousticExtractor open(List<String> settings, WeightSources weights) {
        if (!settings.isEmpty()) {
            throw new VavlException("extractor " + name() + " has no settings such as " + settings.get(0));
        }
        return new WaveformExtractor();
    }
}
