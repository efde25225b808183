package org.vavl.model.face;

import java.nio.file.Path;
import org.vavl.core.compute.Device;
import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.onnx.ExportedFaceProvider;
import org.vavl.recognition.onnx.ExportedFile;

/** Opens {@link FaceModelExtractor}: with the built-in network over faces, unless the user names a model. */
public final class FaceModelProvider implements VisualExtractorProvider {
    @Override
    public String name() {
        return FaceModelExtractor.NAME;
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        return weights.path(name())
                .map(file -> open(file, weights.device()))
                .orElseGet(() -> BuiltInModels.FACES.read(file -> open(file, weights.device())));
    }

    /** Exported networks run on ONNX Runtime, unless another device is asked for. */
    private static VisualExtractor open(Path file, Device device) {
        return ExportedFile.isOne(file) && device.equals(Device.CPU)
                ? ExportedFaceProvider.open(file)
                : FaceModelExtractor.open(file, device);
    }
}
