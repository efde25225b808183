package org.vavl.features.assets;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.compute.Device;

/**
 * Where the weights of extractors and face detectors are, and where they go.
 *
 * @param store has those that are nowhere else
 * @param paths where weights are otherwise, by the extractor's or detector's name: a file or a folder, as each of them says
 * @param device where networks run that libtorch runs; those of ONNX Runtime and OpenCV run on the CPU, whatever it is
 */
public record WeightSources(AssetStore store, Map<String, Path> paths, Device device) {
    /** Copies the paths. */
    public WeightSources {
        paths = Map.copyOf(paths);
    }

    /** For networks on the CPU. */
    public WeightSources(AssetStore store, Map<String, Path> paths) {
        this(store, paths, Device.CPU);
    }

    /** The user's store alone, for networks on the CPU. */
    public static WeightSources standard() {
        return new WeightSources(AssetStore.standard(), Map.of());
    }

    /** The same with the weights of an extractor or a detector in another place. */
    public WeightSources with(String name, Path path) {
        Map<String, Path> more = new LinkedHashMap<>(paths);
        more.put(name, path);
        return new WeightSources(store, more, device);
    }

    /** The same for networks on another device. */
    public WeightSources on(Device other) {
        return new WeightSources(store, paths, other);
    }

    /** Where the user says that the weights are; empty if nothing is said. */
    public Optional<Path> path(String name) {
        return Optional.ofNullable(paths.get(name));
    }
}
