package org.vavl.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.assets.AssetStore;
import org.vavl.assets.Assets;
import org.vavl.features.ExtractorId;
import org.vavl.nn.VavlException;

/**
 * The face detectors by name: {@code haar}, which needs nothing else; {@code yunet} and {@code mtcnn}, the paper's, whose weights are in
 * the store of models or where the user says.
 */
public final class FaceDetectors {
    private static final List<String> NAMES =
            List.of(HaarFaceDetector.NAME, YuNetFaceDetector.NAME, MtcnnFaceDetector.NAME);

    private final AssetStore store;
    private final Map<String, Path> weights;

    private FaceDetectors(AssetStore store, Map<String, Path> weights) {
        this.store = store;
        this.weights = Map.copyOf(weights);
    }

    /** With weights from the user's store. */
    public static FaceDetectors standard() {
        return with(Map.of());
    }

    /**
     * With weights from files, and else from the user's store.
     *
     * @param weights by the detector's name: {@code yunet}'s file, {@code mtcnn}'s folder of {@code pnet.pt}, {@code rnet.pt} and
     *     {@code onet.pt}
     */
    public static FaceDetectors with(Map<String, Path> weights) {
        return with(weights, AssetStore.standard());
    }

    static FaceDetectors with(Map<String, Path> weights, AssetStore store) {
        for (String name : weights.keySet()) {
            if (!NAMES.contains(name) || name.equals(HaarFaceDetector.NAME)) {
                throw new VavlException("weights of face detector '" + name + "': must be of " + YuNetFaceDetector.NAME
                        + " or " + MtcnnFaceDetector.NAME);
            }
        }
        return new FaceDetectors(store, weights);
    }

    /** The names of all. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A detector by its name.
     *
     * @throws VavlException if there is none of that name, or its weights are not at hand or cannot be read
     */
    public FaceDetectorSource named(String name) {
        return switch (name) {
            case HaarFaceDetector.NAME -> FaceDetectorSource.haar();
            case YuNetFaceDetector.NAME ->
                FaceDetectorSource.yunet(Optional.ofNullable(weights.get(name))
                        .orElseGet(() -> required(Assets.YUNET, "yunet_n_dynamic.onnx", name)));
            case MtcnnFaceDetector.NAME ->
                FaceDetectorSource.mtcnn(Optional.ofNullable(weights.get(name))
                        .map(MtcnnFiles::in)
                        .orElseGet(this::storedMtcnn));
            default ->
                throw new VavlException(
                        "there is no face detector '" + name + "': must be one of " + String.join(", ", NAMES));
        };
    }

    private MtcnnFiles storedMtcnn() {
        String name = MtcnnFaceDetector.NAME;
        return new MtcnnFiles(
                required(Assets.MTCNN, "pnet.pt", name),
                required(Assets.MTCNN, "rnet.pt", name),
                required(Assets.MTCNN, "onet.pt", name));
    }

    private Path required(String asset, String file, String detector) {
        return store.require(asset, file, "face detector " + detector);
    }

    /**
     * The detector with which features were made.
     *
     * @throws VavlException if it is not known or at hand, or is another version
     */
    public FaceDetectorSource of(ExtractorId id) {
        FaceDetectorSource source = named(id.name());
        if (!source.id().equals(id)) {
            throw new VavlException("the features were made with face detector " + id + ", and here is " + source.id());
        }
        return source;
    }
}
