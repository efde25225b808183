package org.vavl.features.onnx;

import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;

/** Opens EfficientNet-B2, the visual extractor that the paper uses (section 4.2). */
public final class EfficientNetProvider implements VisualExtractorProvider {
    @Override
    public String name() {
        return Assets.EFFICIENTNET_B2;
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        return OnnxFaceExtractor.efficientNetB2(weights.path(name())
                .orElseGet(() -> weights.store().require(name(), "enet_b2_8_best.onnx", "extractor " + name())));
    }
}
