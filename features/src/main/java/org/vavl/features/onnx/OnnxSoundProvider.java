package org.vavl.features.onnx;

import java.nio.file.Path;
import java.util.List;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.Extractors;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.media.MediaLimits;

/** Opens any ONNX network over sound. */
public final class OnnxSoundProvider implements AcousticExtractorProvider {
    @Override
    public String name() {
        return Extractors.ANY_NETWORK;
    }

    @Override
    public AcousticExtractor open(List<String> settings, WeightSources weights) {
        Path file = OnnxDescription.require(weights);
        OnnxAcousticSettings read =
                ConfigurationReader.standard().read(file, settings, OnnxAcousticSettings.defaults());
        return new OnnxAcousticExtractor(OnnxDescription.network(file, read.network()), read, MediaLimits.defaults());
    }
}
