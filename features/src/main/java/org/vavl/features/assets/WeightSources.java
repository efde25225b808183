package org.vavl.features.assets;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the weights of extractors and face detectors are.
 *
 * @param store has those that are nowhere else
 * @param paths where weights are otherwise, by the extractor's or detector's name: a file or a folder, as each of them says
 */
public record WeightSources(AssetStore store, Map<String, Path> paths) {
    /** Copies the paths. */
    public WeightSources {
        paths = Map.copyOf(paths);
    }

    /** The user's store alone. */
    public static WeightSources standard() {
        return new WeightSources(AssetStore.standard(), Map.of());
    }

    /** The same with the weights of an extractor or a detector in another place. */
    public WeightSources with(String name, Path path) {
        Map<String, Path> more = new LinkedHashMap<>(paths);
        more.put(name, path);
        return new WeightSources(store, more);
    }

    /** Where the user says that the weights are; empty if nothing is said. */
    public Optional<Path> path(String name) {
        return Optional.ofNullable(paths.get(name));
    }
}
