package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import org.vavl.features.Extractors;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.WeightSources;

/** Where weights are, as a benchmark's parameters say it. */
final class Sources {
    private Sources() {}

    /** None if the place is blank. */
    static Map<String, Path> of(String name, String place) {
        return place.isBlank() ? Map.of() : Map.of(name, Path.of(place));
    }

    /** The extractors, with the weights of one in that place unless it is blank. */
    static Extractors extractors(String name, String place) {
        return new Extractors(new WeightSources(AssetStore.standard(), of(name, place)));
    }
}
