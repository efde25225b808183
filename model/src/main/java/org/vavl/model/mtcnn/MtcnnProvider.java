package org.vavl.model.mtcnn;

import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.vision.detection.FaceDetectorProvider;
import org.vavl.features.vision.detection.FaceDetectorSource;

/** Opens {@link MtcnnFaceDetector}; its weights are a folder of {@code pnet.pt}, {@code rnet.pt} and {@code onet.pt}. */
public final class MtcnnProvider implements FaceDetectorProvider {
    @Override
    public String name() {
        return MtcnnFaceDetector.NAME;
    }

    @Override
    public boolean needsWeights() {
        return true;
    }

    @Override
    public FaceDetectorSource source(WeightSources weights) {
        return source(weights.path(name()).map(MtcnnFiles::in).orElseGet(() -> stored(weights)), weights.device());
    }

    /**
     * Detectors with these weights.
     *
     * @param device where their networks run
     * @throws org.vavl.core.VavlException if a file cannot be read
     */
    public static FaceDetectorSource source(MtcnnFiles files, Device device) {
        ExtractorId id = MtcnnFaceDetector.id(files);
        return FaceDetectorSource.of(id, device, () -> MtcnnFaceDetector.open(files, id, device));
    }

    private MtcnnFiles stored(WeightSources weights) {
        String user = "face detector " + name();
        return new MtcnnFiles(
                weights.store().require(Assets.MTCNN, "pnet.pt", user),
                weights.store().require(Assets.MTCNN, "rnet.pt", user),
                weights.store().require(Assets.MTCNN, "onet.pt", user));
    }
}
