package org.vavl.features.vision.detection;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.WeightSources;

/**
 * The face detectors that are on the class path, by name: {@code haar}, which needs OpenCV; {@code blazeface-short} and {@code
 * blazeface-full}, whose networks are in the artifact {@code vavl-models}; {@code yunet}, and {@code mtcnn}, the paper's, where the artifact {@code vavl-model} is. A detector is found by its {@link FaceDetectorProvider}.
 */
public final class FaceDetectors {
    /** The one that is taken where nobody says which; docs/results/face-detectors.md says why. */
    public static final String DEFAULT = "blazeface-short";

    private final WeightSources weights;
    private final Optional<String> preferred;

    private FaceDetectors(WeightSources weights, Optional<String> preferred) {
        this.weights = weights;
        this.preferred = preferred;
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

    public static FaceDetectors with(Map<String, Path> weights, AssetStore store) {
        List<String> names = providers().stream()
                .filter(FaceDetectorProvider::needsWeights)
                .map(FaceDetectorProvider::name)
                .toList();
        for (String name : weights.keySet()) {
            if (!names.contains(name)) {
                throw new VavlException(
                        "weights of face detector '" + name + "': must be of " + String.join(" or ", names));
            }
        }
        return new FaceDetectors(new WeightSources(store, weights), Optional.empty());
    }

    /**
     * The same, with a detector that takes the place of the one with which features were made.
     *
     * @throws VavlException if there is none of that name, or its weights are not at hand
     */
    public FaceDetectors preferring(String name) {
        named(name);
        return new FaceDetectors(weights, Optional.of(name));
    }

    /** The same with networks on another device; see {@link WeightSources#device}. */
    public FaceDetectors on(Device device) {
        return new FaceDetectors(weights.on(device), preferred);
    }

    private static List<FaceDetectorProvider> providers() {
        return ServiceLoader.load(FaceDetectorProvider.class, FaceDetectorProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(FaceDetectorProvider::name))
                .toList();
    }

    /** The names of all, sorted. */
    public static List<String> names() {
        return providers().stream().map(FaceDetectorProvider::name).toList();
    }

    /**
     * A detector by its name.
     *
     * @throws VavlException if there is none of that name, or its weights are not at hand or cannot be read
     */
    public FaceDetectorSource named(String name) {
        return providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VavlException(
                        "there is no face detector '" + name + "': must be one of " + String.join(", ", names())))
                .source(weights);
    }

    /**
     * The detector with which features were made, or the {@linkplain #preferring preferred} one.
     *
     * @throws VavlException if it is not known or at hand, or is another version
     */
    public FaceDetectorSource of(ExtractorId id) {
        if (preferred.isPresent()) {
            return named(preferred.get());
        }
        FaceDetectorSource source = named(id.name());
        if (!source.id().equals(id)) {
            throw new VavlException("the features were made with face detector " + id + ", and here is " + source.id());
        }
        return source;
    }
}
