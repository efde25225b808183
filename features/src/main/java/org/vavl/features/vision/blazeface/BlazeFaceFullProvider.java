package org.vavl.features.vision.blazeface;

import org.vavl.features.assets.WeightSources;
import org.vavl.features.vision.detection.FaceDetectorProvider;
import org.vavl.features.vision.detection.FaceDetectorSource;

/** Opens {@link BlazeFaceDetector} with the network for near and far faces. */
public final class BlazeFaceFullProvider implements FaceDetectorProvider {
    @Override
    public String name() {
        return BlazeFaceNetwork.FULL.detector();
    }

    @Override
    public boolean needsWeights() {
        return true;
    }

    @Override
    public FaceDetectorSource source(WeightSources weights) {
        return BlazeFaceDetector.source(BlazeFaceNetwork.FULL, weights);
    }
}
