package org.vavl.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.features.Extractors;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;
import picocli.CommandLine.Option;

/** Where models that others have trained are, for all commands that need them. */
public final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The folder of models that others have trained; default: $" + AssetStore.VARIABLE
                    + ", or else a folder among the user's caches.")
    private @Nullable Path folder;

    public AssetStore store() {
        return Optional.ofNullable(folder)
                .map(named -> new AssetStore(named, Assets.all()))
                .orElseGet(AssetStore::standard);
    }

    /** Weights from the store. */
    public WeightSources weights() {
        return new WeightSources(store(), Map.of());
    }

    /** The extractors, with weights from the store. */
    public Extractors extractors() {
        return new Extractors(weights());
    }

    /** Those of the names, or all if there are none. */
    public static List<Asset> assets(AssetStore store, List<String> names) {
        return names.isEmpty()
                ? store.assets()
                : names.stream().map(store::asset).toList();
    }
}
