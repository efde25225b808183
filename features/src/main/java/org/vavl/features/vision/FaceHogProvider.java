package org.vavl.features.vision;

import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;

/** Opens {@link FaceHogExtractor}. */
public final class FaceHogProvider implements VisualExtractorProvider {
    @Override
    public String name() {
        return FaceHogExtractor.NAME;
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        return new FaceHogExtractor();
    }
}
