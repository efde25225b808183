package org.vavl.features.onnx;

import java.nio.file.Path;
import java.util.List;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;

/** Opens any ONNX network over faces. */
public final class OnnxFaceProvider implements VisualExtractorProvider {
    @Override
    public String name() {
        return Extractors.ANY_NETWORK;
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        Path file = OnnxDescription.require(weights);
        OnnxFaceSettings read = ConfigurationReader.standard().read(file, List.of(), OnnxFaceSettings.defaults());
        return new OnnxFaceExtractor(OnnxDescription.network(file, read.network()), read);
    }
}
