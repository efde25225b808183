package org.vavl.features.vision.detection;

import org.vavl.features.assets.WeightSources;

/** Opens {@link HaarFaceDetector}, which needs no weights, but OpenCV. */
public final class HaarProvider implements FaceDetectorProvider {
    @Override
    public String name() {
        return HaarFaceDetector.NAME;
    }

    @Override
    public boolean needsWeights() {
        return false;
    }

    @Override
    public FaceDetectorSource source(WeightSources weights) {
        return FaceDetectorSource.haar();
    }
}
