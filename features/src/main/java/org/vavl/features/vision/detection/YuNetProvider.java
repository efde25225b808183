package org.vavl.features.vision.detection;

import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;

/** Opens {@link YuNetFaceDetector}; its weights are one ONNX file. */
public final class YuNetProvider implements FaceDetectorProvider {
    @Override
    public String name() {
        return YuNetFaceDetector.NAME;
    }

    @Override
    public boolean needsWeights() {
        return true;
    }

    @Override
    public FaceDetectorSource source(WeightSources weights) {
        return FaceDetectorSource.yunet(weights.path(name()).orElseGet(() -> weights.store()
                .require(Assets.YUNET, "yunet_n_dynamic.onnx", "face detector " + name())));
    }
}
