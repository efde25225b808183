package org.vavl.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vavl.features.ExtractorId;
import org.vavl.nn.VavlException;

/**
 * The face detectors by name: {@code haar}, which needs nothing else, and {@code yunet}, which needs its network.
 */
public final class FaceDetectors {
    private static final List<String> NAMES = List.of(HaarFaceDetector.NAME, YuNetFaceDetector.NAME);

    private final Function<String, Optional<Path>> weights;

    private FaceDetectors(Function<String, Optional<Path>> weights) {
        this.weights = weights;
    }

    /** Those that need nothing else. */
    public static FaceDetectors builtIn() {
        return new FaceDetectors(name -> Optional.empty());
    }

    /**
     * Those whose weights are at hand.
     *
     * @param weights a file or folder by the detector's name; empty if there is none
     */
    public static FaceDetectors with(Function<String, Optional<Path>> weights) {
        return new FaceDetectors(weights);
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
            case YuNetFaceDetector.NAME -> FaceDetectorSource.yunet(weights(name, "yunet_n_dynamic.onnx"));
            default ->
                throw new VavlException(
                        "there is no face detector '" + name + "': must be one of " + String.join(", ", NAMES));
        };
    }

    private Path weights(String name, String files) {
        return weights.apply(name)
                .orElseThrow(() -> new VavlException(
                        "face detector '" + name + "' needs its weights (" + files + "), and they are not at hand"));
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
