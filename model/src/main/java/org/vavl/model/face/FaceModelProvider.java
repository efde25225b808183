package org.vavl.model.face;

import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.onnx.ExportedFaceProvider;

/** Opens {@link FaceModelExtractor}: with the built-in network over faces, unless the user names a model. */
public final class FaceModelProvider implements VisualExtractorProvider {
    @Override
    public String name() {
        return FaceModelExtractor.NAME;
    }

    /** Every file but those of ONNX Runtime, which are {@link ExportedFaceProvider}'s. */
    @Override
    public boolean supports(WeightSources weights) {
        return !ExportedFaceProvider.isExport(weights);
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        return weights.path(name())
                .map(file -> FaceModelExtractor.open(file, weights.device()))
                .orElseGet(() -> BuiltInModels.FACES.read(file -> FaceModelExtractor.open(file, weights.device())));
    }
}
