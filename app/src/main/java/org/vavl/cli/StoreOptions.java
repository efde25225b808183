package org.vavl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.assets.Asset;
import org.vavl.assets.AssetStore;
import org.vavl.assets.Assets;
import org.vavl.recognition.Extractors;
import picocli.CommandLine.Option;

/** Where models that others have trained are, for all commands that need them. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The folder of models that others have trained; default: $" + AssetStore.VARIABLE
                    + ", or else a folder among the user's caches.")
    private @Nullable Path folder;

    AssetStore store() {
        return Optional.ofNullable(folder)
                .map(named -> new AssetStore(named, Assets.all()))
                .orElseGet(AssetStore::standard);
    }

    /** The extractors, with weights from the store. */
    Extractors extractors() {
        return new Extractors(store(), Map.of());
    }

    /** Those of the names, or all if there are none. */
    static List<Asset> assets(AssetStore store, List<String> names) {
        return names.isEmpty()
                ? store.assets()
                : names.stream().map(store::asset).toList();
    }
}
